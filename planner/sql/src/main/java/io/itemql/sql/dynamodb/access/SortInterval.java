package io.itemql.sql.dynamodb.access;

import io.itemql.item.AttributeValue;
import io.itemql.item.BinaryValue;
import io.itemql.item.StringValue;
import io.itemql.item.ValueOrder;
import io.itemql.store.SortKeyRange;

/**
 * The sort keys that one branch of a WHERE clause reads: a range, or all that begin with a prefix. Narrows itself as
 * conditions are added. Bounds that are null are not there.
 */
final class SortInterval {
    private AttributeValue lower;
    private boolean lowerInclusive = true;
    private AttributeValue upper;
    private boolean upperInclusive = true;
    private AttributeValue prefix;

    boolean isEverything() {
        return lower == null && upper == null && prefix == null;
    }

    /** The one key that is left, if the bounds are the same; otherwise null. */
    AttributeValue point() {
        return lower != null && lower.equals(upper) && lowerInclusive && upperInclusive ? lower : null;
    }

    /** True if no key is left. */
    boolean isEmpty() {
        if (lower == null || upper == null) {
            return false;
        }
        int order = ValueOrder.compareSameType(lower, upper);
        return order > 0 || (order == 0 && !(lowerInclusive && upperInclusive));
    }

    void atLeast(AttributeValue value, boolean inclusive) {
        int order = lower == null ? 1 : ValueOrder.compareSameType(value, lower);
        if (order > 0 || (order == 0 && !inclusive)) {
            lower = value;
            lowerInclusive = inclusive;
        }
    }

    void atMost(AttributeValue value, boolean inclusive) {
        int order = upper == null ? -1 : ValueOrder.compareSameType(value, upper);
        if (order < 0 || (order == 0 && !inclusive)) {
            upper = value;
            upperInclusive = inclusive;
        }
    }

    /** Takes a prefix, if there is nothing else yet. */
    boolean beginsWith(AttributeValue start) {
        if (!isEverything()) {
            return false;
        }
        prefix = start;
        return true;
    }

    boolean hasPrefix() {
        return prefix != null;
    }

    SortKeyRange toRange() {
        return prefix == null
                ? SortKeyRange.between(lower, lowerInclusive, upper, upperInclusive)
                : SortKeyRange.beginsWith(prefix);
    }

    /** Where the interval starts; null for the very beginning. */
    AttributeValue start() {
        return prefix == null ? lower : prefix;
    }

    boolean overlaps(SortInterval other) {
        if (prefix != null && other.prefix != null) {
            return begins(prefix, other.prefix) || begins(other.prefix, prefix);
        }
        if (prefix != null) {
            return other.overlapsPrefix(prefix);
        }
        if (other.prefix != null) {
            return overlapsPrefix(other.prefix);
        }
        return !isBelow(other) && !other.isBelow(this);
    }

    private boolean isBelow(SortInterval other) {
        if (upper == null || other.lower == null) {
            return false;
        }
        int order = ValueOrder.compareSameType(upper, other.lower);
        return order < 0 || (order == 0 && !(upperInclusive && other.lowerInclusive));
    }

    /** The keys with a prefix lie from the prefix on, without a gap, before the next key that does not begin with it. */
    private boolean overlapsPrefix(AttributeValue start) {
        boolean endsBefore = upper != null && !begins(upper, start) && ValueOrder.compareSameType(upper, start) < 0;
        boolean beginsBehind = lower != null && !begins(lower, start) && ValueOrder.compareSameType(lower, start) > 0;
        return !endsBefore && !beginsBehind;
    }

    private static boolean begins(AttributeValue value, AttributeValue start) {
        return value instanceof StringValue text
                ? text.value().startsWith(((StringValue) start).value())
                : value instanceof BinaryValue bytes && bytes.startsWith((BinaryValue) start);
    }
}
