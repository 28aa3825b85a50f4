package io.itemql.store.mv.table;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** All tables of a store at one moment, by name. Immutable; every change of the catalogue makes a new one. */
public final class TableSet {
    public static final TableSet EMPTY = new TableSet(new TreeMap<>());

    private final Map<String, Integer> places = new HashMap<>();
    private final List<CataloguedTable> tables;

    private TableSet(TreeMap<String, CataloguedTable> byName) {
        tables = List.copyOf(byName.values());
        for (int i = 0; i < tables.size(); i++) {
            places.put(tables.get(i).name(), i);
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
        for (CataloguedTable table : tables) {
            if (table.table().number() == number) {
                return table;
            }
        }
        return null;
    }

    /** These tables with another one, or with another version of one of them. */
    public TableSet with(CataloguedTable table) {
        TreeMap<String, CataloguedTable> byName = byName();
        byName.put(table.name(), table);
        return new TableSet(byName);
    }

    /** These tables without one of them. */
    public TableSet without(String name) {
        TreeMap<String, CataloguedTable> byName = byName();
        byName.remove(name);
        return new TableSet(byName);
    }

    /** The given tables. */
    public static TableSet of(List<CataloguedTable> tables) {
        TreeMap<String, CataloguedTable> byName = new TreeMap<>();
        tables.forEach(table -> byName.put(table.name(), table));
        return new TableSet(byName);
    }

    private TreeMap<String, CataloguedTable> byName() {
        TreeMap<String, CataloguedTable> byName = new TreeMap<>();
        tables.forEach(table -> byName.put(table.name(), table));
        return byName;
    }
}
