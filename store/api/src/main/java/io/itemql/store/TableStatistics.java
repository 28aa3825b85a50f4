package io.itemql.store;

import java.util.List;
import java.util.Optional;

/**
 * What is in a table now.
 *
 * @param itemBytes the sizes of all items added up, as the service counts them
 * @param attributes the attributes that at least one item has, by name
 * @param undescribedItems items whose attributes are not all counted in {@code attributes}, because the table uses more
 *     names than its dictionary takes
 * @param indexes in the order of the table's definition
 */
public record TableStatistics(
        long itemCount,
        long itemBytes,
        List<AttributeStatistics> attributes,
        long undescribedItems,
        List<IndexStatistics> indexes) {
    public TableStatistics {
        attributes = List.copyOf(attributes);
        indexes = List.copyOf(indexes);
    }

    /** Of a table without indexes. */
    public TableStatistics(
            long itemCount, long itemBytes, List<AttributeStatistics> attributes, long undescribedItems) {
        this(itemCount, itemBytes, attributes, undescribedItems, List.of());
    }

    /** The same with statistics of indexes. */
    public TableStatistics withIndexes(List<IndexStatistics> ofIndexes) {
        return new TableStatistics(itemCount, itemBytes, attributes, undescribedItems, ofIndexes);
    }

    /** The statistics of an index by its name. */
    public Optional<IndexStatistics> index(String index) {
        return indexes.stream().filter(each -> each.name().equals(index)).findFirst();
    }
}
