package io.itemql.store;

import java.util.List;

/**
 * What is in a table now.
 *
 * @param itemBytes the sizes of all items added up, as the service counts them
 * @param attributes the attributes that at least one item has, by name
 * @param undescribedItems items whose attributes are not all counted in {@code attributes}, because the table uses more
 *     names than its dictionary takes
 */
public record TableStatistics(
        long itemCount, long itemBytes, List<AttributeStatistics> attributes, long undescribedItems) {
    public TableStatistics {
        attributes = List.copyOf(attributes);
    }
}
