package io.itemql.store.mv.table;

import io.itemql.store.mv.page.PageMap;
import java.util.ArrayList;
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
    /** The maps of each table, and before them those of the tables before: its items, then its indexes. */
    private final PageMap[] maps;

    private final int[] firstMaps;

    private TableSet(Map<String, CataloguedTable> byName) {
        tables = List.copyOf(new TreeMap<>(byName).values());
        firstMaps = new int[tables.size()];
        List<PageMap> all = new ArrayList<>();
        for (int i = 0; i < tables.size(); i++) {
            places.put(tables.get(i).name(), i);
            byNumber.put(tables.get(i).table().number(), tables.get(i));
            firstMaps[i] = all.size();
            all.add(tables.get(i).table().map());
            tables.get(i).indexes().forEach(index -> all.add(index.index().map()));
        }
        maps = all.toArray(PageMap[]::new);
    }

    /** How many maps there are. */
    public int mapCount() {
        return maps.length;
    }

    /** A map by its place among all. */
    public PageMap map(int place) {
        return maps[place];
    }

    /** The place of a table's rows among all maps; those of its indexes follow in their order. */
    public int firstMap(int table) {
        return firstMaps[table];
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
