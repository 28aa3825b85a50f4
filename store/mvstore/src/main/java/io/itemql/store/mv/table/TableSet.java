package io.itemql.store.mv.table;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** All tables of a store at one moment, by name. Immutable; every change of the catalogue makes a new one. */
public final class TableSet {
    public static final TableSet EMPTY = new TableSet(Map.of());

    private final Map<String, Integer> places = new HashMap<>();
    private final Map<Integer, CataloguedTable> byNumber = new HashMap<>();
    private final List<CataloguedTable> tables;

    private TableSet(Map<String, CataloguedTable> byName) {
        tables = List.copyOf(new TreeMap<>(byName).values());
        for (int i = 0; i < tables.size(); i++) {
            places.put(tables.get(i).name(), i);
            byNumber.put(tables.get(i).table().number(), tables.get(i));
        }
    }

    /** The tables, by name. */
    public List<CataloguedTable> list() {
        return tables;
    }

    public int size() {
        return tables.size();
    }

    /** Where in the list a table is; −1 if there is none. */
    public int indexOf(String name) {
        Integer place = places.get(name);
        return place == null ? -1 : place;
    }

    /** A table; {@code null} if there is none. */
    public CataloguedTable get(String name) {
        Integer place = places.get(name);
        return place == null ? null : tables.get(place);
    }

    /** A table by its number; {@code null} if there is none. */
    public CataloguedTable get(int number) {
        return byNumber.get(number);
    }

    /** These tables with another one, or with another version of one of them. */
    public TableSet with(CataloguedTable table) {
        Map<String, CataloguedTable> byName = byName();
        byName.put(table.name(), table);
        return new TableSet(byName);
    }

    /** These tables without one of them. */
    public TableSet without(String name) {
        Map<String, CataloguedTable> byName = byName();
        byName.remove(name);
        return new TableSet(byName);
    }

    /** The given tables. */
    public static TableSet of(List<CataloguedTable> tables) {
        Map<String, CataloguedTable> byName = new HashMap<>();
        tables.forEach(table -> byName.put(table.name(), table));
        return new TableSet(byName);
    }

    private Map<String, CataloguedTable> byName() {
        Map<String, CataloguedTable> byName = new HashMap<>();
        tables.forEach(table -> byName.put(table.name(), table));
        return byName;
    }
}
