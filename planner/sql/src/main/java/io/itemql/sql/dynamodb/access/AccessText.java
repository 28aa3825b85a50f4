package io.itemql.sql.dynamodb.access;

import io.itemql.item.AttributeValue;
import io.itemql.store.Access;
import io.itemql.store.ItemKey;
import io.itemql.store.SortKeyRange;
import io.itemql.table.KeySchema;
import java.util.ArrayList;
import java.util.List;

/** Accesses as EXPLAIN shows them. */
final class AccessText {
    private AccessText() {}

    /** Such as {@code QUERY orders [customer = 'c1', day >= '2026']}. */
    static String of(Access access, String name, KeySchema keys) {
        if (access instanceof Access.Get get) {
            return "GET " + name + " [" + key(get.keys().get(0), keys) + "]";
        }
        if (access instanceof Access.Query query) {
            String range = range(query.range(), keys);
            return "QUERY " + name + " [" + keys.partitionKey().name() + " = " + query.partition()
                    + (range.isEmpty() ? "" : ", " + range) + "]" + (query.descending() ? " DESC" : "");
        }
        return "SCAN " + name;
    }

    static String key(ItemKey key, KeySchema keys) {
        String partition = keys.partitionKey().name() + " = " + key.partition();
        return key.sort()
                .map(sort -> partition + ", " + keys.sortKey().orElseThrow().name() + " = " + sort)
                .orElse(partition);
    }

    private static String range(SortKeyRange range, KeySchema keys) {
        if (keys.sortKey().isEmpty()) {
            return "";
        }
        String name = keys.sortKey().get().name();
        if (range.prefix().isPresent()) {
            return "begins_with(" + name + ", " + range.prefix().get() + ")";
        }
        if (range.lower().isPresent() && range.lower().equals(range.upper())) {
            return name + " = " + range.lower().get();
        }
        List<String> bounds = new ArrayList<>();
        range.lower().ifPresent(lower -> bounds.add(bound(name, range.lowerInclusive() ? " >= " : " > ", lower)));
        range.upper().ifPresent(upper -> bounds.add(bound(name, range.upperInclusive() ? " <= " : " < ", upper)));
        return String.join(", ", bounds);
    }

    private static String bound(String name, String operator, AttributeValue value) {
        return name + operator + value;
    }
}
