package io.itemql.store.operation;

import io.itemql.condition.Condition;
import io.itemql.item.AttributePath;
import io.itemql.store.ItemKey;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Scan. Immutable; the {@code with…} methods give changed copies.
 *
 * @param filter tested on each item that was read
 * @param projection the paths to return; empty for whole items
 * @param limit how many items the page examines at most
 * @param segment which part of the table, from 0
 * @param totalSegments how many parts there are; 1 for the whole table
 * @param exclusiveStartKey where the page before stopped
 */
public record ScanRequest(
        String table,
        Optional<Condition> filter,
        Select select,
        List<AttributePath> projection,
        OptionalInt limit,
        int segment,
        int totalSegments,
        Optional<ItemKey> exclusiveStartKey,
        boolean consistentRead) {
    public ScanRequest {
        Objects.requireNonNull(table, "table");
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
                table, filter, choice, projection, limit, segment, totalSegments, exclusiveStartKey, consistentRead);
    }

    public ScanRequest withLimit(int items) {
        return new ScanRequest(
                table,
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
                table, filter, select, projection, limit, part, parts, exclusiveStartKey, consistentRead);
    }

    public ScanRequest withExclusiveStartKey(ItemKey key) {
        return new ScanRequest(
                table, filter, select, projection, limit, segment, totalSegments, Optional.of(key), consistentRead);
    }

    public ScanRequest withConsistentRead(boolean strong) {
        return new ScanRequest(
                table, filter, select, projection, limit, segment, totalSegments, exclusiveStartKey, strong);
    }
}
