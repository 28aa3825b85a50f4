package io.itemql.store.operation;

import io.itemql.condition.Condition;
import io.itemql.item.AttributePath;
import io.itemql.store.ItemKey;
import io.itemql.store.ItemPosition;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Scan. Immutable; the {@code with…} methods give changed copies.
 *
 * @param indexName the index to read; empty for the table
 * @param filter tested on each item that was read
 * @param projection the paths to return; empty for whole items, or for everything that the index projects
 * @param limit how many items the page examines at most
 * @param segment which part of the table, from 0
 * @param totalSegments how many parts there are; 1 for the whole table
 * @param exclusiveStartKey where the page before stopped
 */
public record ScanRequest(
        String table,
        Optional<String> indexName,
        Optional<Condition> filter,
        Select select,
        List<AttributePath> projection,
        OptionalInt limit,
        int segment,
        int totalSegments,
        Optional<ItemPosition> exclusiveStartKey,
        boolean consistentRead) {
    public ScanRequest {
        Objects.requireNonNull(table, "table");
        Objects.requireNonNull(indexName, "indexName");
        Objects.requireNonNull(filter, "filter");
        Objects.requireNonNull(select, "select");
        projection = List.copyOf(projection);
        Objects.requireNonNull(limit, "limit");
        Objects.requireNonNull(exclusiveStartKey, "exclusiveStartKey");
    }

    /** The whole table, eventually consistent. */
    public static ScanRequest of(String table) {
        return new ScanRequest(
                table,
                Optional.empty(),
                Optional.empty(),
                Select.ALL_ATTRIBUTES,
                List.of(),
                OptionalInt.empty(),
                0,
                1,
                Optional.empty(),
                false);
    }

    public ScanRequest withFilter(Condition condition) {
        return new ScanRequest(
                table,
                indexName,
                Optional.of(condition),
                select,
                projection,
                limit,
                segment,
                totalSegments,
                exclusiveStartKey,
                consistentRead);
    }

    /** Returning the given paths only. */
    public ScanRequest withProjection(List<AttributePath> paths) {
        return new ScanRequest(
                table,
                indexName,
                filter,
                Select.SPECIFIC_ATTRIBUTES,
                paths,
                limit,
                segment,
                totalSegments,
                exclusiveStartKey,
                consistentRead);
    }

    public ScanRequest withSelect(Select choice) {
        return new ScanRequest(
                table,
                indexName,
                filter,
                choice,
                projection,
                limit,
                segment,
                totalSegments,
                exclusiveStartKey,
                consistentRead);
    }

    public ScanRequest withLimit(int items) {
        return new ScanRequest(
                table,
                indexName,
                filter,
                select,
                projection,
                OptionalInt.of(items),
                segment,
                totalSegments,
                exclusiveStartKey,
                consistentRead);
    }

    public ScanRequest withSegment(int part, int parts) {
        return new ScanRequest(
                table, indexName, filter, select, projection, limit, part, parts, exclusiveStartKey, consistentRead);
    }

    /** Behind an item of the table. */
    public ScanRequest withExclusiveStartKey(ItemKey key) {
        return withExclusiveStartKey(ItemPosition.of(key));
    }

    public ScanRequest withExclusiveStartKey(ItemPosition position) {
        return new ScanRequest(
                table,
                indexName,
                filter,
                select,
                projection,
                limit,
                segment,
                totalSegments,
                Optional.of(position),
                consistentRead);
    }

    public ScanRequest withConsistentRead(boolean strong) {
        return new ScanRequest(
                table, indexName, filter, select, projection, limit, segment, totalSegments, exclusiveStartKey, strong);
    }

    /**
     * Reading an index; key and start key are then those of the index. Gives what the index projects unless something
     * else was or will be chosen.
     */
    public ScanRequest withIndexName(String index) {
        return new ScanRequest(
                table,
                Optional.of(index),
                filter,
                select == Select.ALL_ATTRIBUTES ? Select.ALL_PROJECTED_ATTRIBUTES : select,
                projection,
                limit,
                segment,
                totalSegments,
                exclusiveStartKey,
                consistentRead);
    }
}
