package io.itemql.store.operation;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.AttributeValue;
import io.itemql.item.BinaryValue;
import io.itemql.item.StringValue;
import io.itemql.item.ValueOrder;
import io.itemql.store.ItemKey;
import io.itemql.store.ItemPosition;
import io.itemql.store.SortKeyRange;
import io.itemql.table.KeyAttribute;
import io.itemql.table.KeySchema;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The service's checks of the key that a page starts after, with its texts. */
final class StartKeyChecks {
    private StartKeyChecks() {}

    static void query(ItemPosition start, QueryRequest request, ReadTarget target) {
        if (!fits(start, target)) {
            throw new ItemException(ErrorCode.INVALID_START_KEY, "");
        }
        ItemKey key = start.indexKey().orElse(start.key());
        if (!key.partition().equals(request.partition())) {
            throw RequestChecks.invalid(
                    "The provided starting key is outside query boundaries based on provided conditions");
        }
        SortKeyRange range = request.range();
        boolean isOneItem = RequestChecks.isBetween(range) && range.lower().equals(range.upper());
        // An index may have many entries with one key.
        if (target.index().isEmpty() && (!target.keys().hasSortKey() || isOneItem)) {
            throw RequestChecks.invalid("The query can return at most one row and cannot be restarted");
        }
        if (key.sort().isPresent() && !contains(range, key.sort().get())) {
            throw RequestChecks.invalid("The provided starting key does not match the range key predicate");
        }
    }

    static void scan(ItemPosition start, ReadTarget target) {
        if (!fits(start, target)) {
            throw new ItemException(
                    ErrorCode.INVALID_START_KEY,
                    target.index().isPresent() ? "" : ": The provided key element does not match the schema");
        }
    }

    private static boolean fits(ItemPosition start, ReadTarget target) {
        Optional<ItemKey> indexKey = start.indexKey();
        return fits(start.key(), target.table().keys())
                && indexKey.isPresent() == target.index().isPresent()
                && (indexKey.isEmpty() || (fits(indexKey.get(), target.keys()) && agree(start, target)));
    }

    private static boolean fits(ItemKey key, KeySchema keys) {
        return key.partition().type() == keys.partitionKey().type()
                && key.sort().map(AttributeValue::type).equals(keys.sortKey().map(KeyAttribute::type));
    }

    /** Whether attributes that are in the key of the table and in that of the index have one value. */
    private static boolean agree(ItemPosition start, ReadTarget target) {
        Map<String, AttributeValue> values =
                new HashMap<>(start.key().toItem(target.table().keys()).attributes());
        return start.indexKey().orElseThrow().toItem(target.keys()).attributes().entrySet().stream()
                .allMatch(part -> {
                    AttributeValue other = values.putIfAbsent(part.getKey(), part.getValue());
                    return other == null || other.equals(part.getValue());
                });
    }

    private static boolean contains(SortKeyRange range, AttributeValue sort) {
        if (range.prefix().isPresent()) {
            AttributeValue prefix = range.prefix().get();
            return sort instanceof StringValue text
                    ? text.value().startsWith(((StringValue) prefix).value())
                    : ((BinaryValue) sort).startsWith((BinaryValue) prefix);
        }
        boolean aboveLower = range.lower()
                .map(lower -> ValueOrder.compareSameType(sort, lower) >= (range.lowerInclusive() ? 0 : 1))
                .orElse(true);
        boolean belowUpper = range.upper()
                .map(upper -> ValueOrder.compareSameType(sort, upper) <= (range.upperInclusive() ? 0 : -1))
                .orElse(true);
        return aboveLower && belowUpper;
    }
}
