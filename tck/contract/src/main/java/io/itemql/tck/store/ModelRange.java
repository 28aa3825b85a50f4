package io.itemql.tck.store;

import io.itemql.item.AttributeValue;
import io.itemql.store.SortKeyRange;

/** A range of sort keys twice: as the store gets it, and as a plain test. Any part may be null. */
record ModelRange(
        AttributeValue lower,
        boolean lowerInclusive,
        AttributeValue upper,
        boolean upperInclusive,
        AttributeValue prefix) {
    boolean contains(AttributeValue sort) {
        if (prefix != null && !ModelValues.beginsWith(sort, prefix)) {
            return false;
        }
        if (lower != null) {
            int order = ModelValues.compare(sort, lower);
            if (order < 0 || (order == 0 && !lowerInclusive)) {
                return false;
            }
        }
        if (upper != null) {
            int order = ModelValues.compare(sort, upper);
            return order < 0 || (order == 0 && upperInclusive);
        }
        return true;
    }

    SortKeyRange toRange() {
        if (prefix != null) {
            return SortKeyRange.beginsWith(prefix);
        }
        return lower == null && upper == null
                ? SortKeyRange.ALL
                : SortKeyRange.between(lower, lowerInclusive, upper, upperInclusive);
    }
}
