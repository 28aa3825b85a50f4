package io.itemql.tck.oracle;

import io.itemql.item.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * A table as the naive evaluator sees it: items, and nothing else.
 *
 * @param columns what {@code *} shows, in order
 */
public record NaiveTable(List<String> columns, List<Item> items) {
    public NaiveTable {
        columns = List.copyOf(columns);
        items = List.copyOf(items);
    }

    /**
     * A table whose columns are the given ones, and then every other attribute that any item has, by name.
     *
     * @param first the keys and the declared columns
     */
    public static NaiveTable of(List<String> first, List<Item> items) {
        List<String> columns = new ArrayList<>(first);
        TreeSet<String> others = new TreeSet<>();
        items.forEach(item -> others.addAll(item.attributes().keySet()));
        first.forEach(others::remove);
        columns.addAll(others);
        return new NaiveTable(columns, items);
    }
}
