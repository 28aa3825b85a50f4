package io.itemql.store.operation;

import io.itemql.condition.Condition;
import io.itemql.item.AttributePath;
import io.itemql.item.AttributeValue;
import io.itemql.store.ItemKey;
import io.itemql.store.ItemPosition;
import io.itemql.store.SortKeyRange;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Query. Immutable; the {@code with…} methods give changed copies.
 *
 * @param indexName the index to read; empty for the table
 * @param filter tested on each item that was read; must not name key attributes
 * @param projection the paths to return; empty for whole items, or for everything that the index projects
 * @param limit how many items the page examines at most
 * @param scanIndexForward true for ascending sort keys
 * @param exclusiveStartKey where the page before stopped
 */
public record QueryRequest(
        String table,
        Optional<String> indexName,
        AttributeValue partition,
        SortKeyRange range,
        Optional<Condition> filter,
        Select select,
        List<AttributePath> projection,
        OptionalInt limit,
        boolean scanIndexForward,
        Optional<ItemPosition> exclusiveStartKey,
        boolean consistentRead) {
    public QueryRequest {
        Objects.requireNonNull(table, "table");
        Objects.requireNonNull(indexName, "indexName");
        Objects.requireNonNull(partition, "partition");
        Objects.requireNonNull(range, "range");
        Objects.requireNonNull(filter, "filter");
        Objects.requireNonNull(select, "select");
        projection = List.copyOf(projection);
        Objects.requireNonNull(limit, "limit");
        Objects.requireNonNull(exclusiveStartKey, "exclusiveStartKey");
    }

    /** All items of a partition key, ascending, eventually consistent. */
    public static QueryRequest of(String table, AttributeValue partition) {
        return new QueryRequest(
                table,
                Optional.empty(),
                partition,
                SortKeyRange.ALL,
                Optional.empty(),
                Select.ALL_ATTRIBUTES,
                List.of(),
                OptionalInt.empty(),
                true,
                Optional.empty(),
                false);
    }

    public QueryRequest withRange(SortKeyRange sortKeys) {
        return new QueryRequest(
                table,
                indexName,
                partition,
                sortKeys,
                filter,
                select,
                projection,
                limit,
                scanIndexForward,
                exclusiveStartKey,
                consistentRead);
    }

    public QueryRequest withFilter(Condition condition) {
        return new QueryRequest(
                table,
                indexName,
                partition,
                range,
                Optional.of(condition),
                select,
                projection,
                limit,
                scanIndexForward,
                exclusiveStartKey,
                consistentRead);
    }

    /** Returning the given paths only. */
    public QueryRequest withProjection(List<AttributePath> paths) {
        return new QueryRequest(
                table,
                indexName,
                partition,
                range,
                filter,
                Select.SPECIFIC_ATTRIBUTES,
                paths,
                limit,
                scanIndexForward,
                exclusiveStartKey,
                consistentRead);
    }

    public QueryRequest withSelect(Select choice) {
        return new QueryRequest(
                table,
                indexName,
                partition,
                range,
                filter,
                choice,
                projection,
                limit,
                scanIndexForward,
                exclusiveStartKey,
                consistentRead);
    }

    public QueryRequest withLimit(int items) {
        return new QueryRequest(
                table,
                indexName,
                partition,
                range,
                filter,
                select,
                projection,
                OptionalInt.of(items),
                scanIndexForward,
                exclusiveStartKey,
                consistentRead);
    }

    public QueryRequest withScanIndexForward(boolean ascending) {
        return new QueryRequest(
                table,
                indexName,
                partition,
                range,
                filter,
                select,
                projection,
                limit,
                ascending,
                exclusiveStartKey,
                consistentRead);
    }

    /** Behind an item of the table. */
    public QueryRequest withExclusiveStartKey(ItemKey key) {
        return withExclusiveStartKey(ItemPosition.of(key));
    }

    public QueryRequest withExclusiveStartKey(ItemPosition position) {
        return new QueryRequest(
                table,
                indexName,
                partition,
                range,
                filter,
                select,
                projection,
                limit,
                scanIndexForward,
                Optional.of(position),
                consistentRead);
    }

    public QueryRequest withConsistentRead(boolean strong) {
        return new QueryRequest(
                table,
                indexName,
                partition,
                range,
                filter,
                select,
                projection,
                limit,
                scanIndexForward,
                exclusiveStartKey,
                strong);
    }

    /**
     * Reading an index; key and start key are then those of the index. Gives what the index projects unless something
     * else was or will be chosen.
     */
    public QueryRequest withIndexName(String index) {
        return new QueryRequest(
                table,
                Optional.of(index),
                partition,
                range,
                filter,
                select == Select.ALL_ATTRIBUTES ? Select.ALL_PROJECTED_ATTRIBUTES : select,
                projection,
                limit,
                scanIndexForward,
                exclusiveStartKey,
                consistentRead);
    }
}
