package io.itemql.store;

import io.itemql.item.AttributeValue;
import java.util.Optional;

/**
 * Which sort keys of one partition a query reads: everything, a range with either end open or closed, or the keys that
 * begin with a prefix. All values have the sort key's type.
 */
public final class SortKeyRange {
    public static final SortKeyRange ALL = new SortKeyRange(null, true, null, true, null);

    private final AttributeValue lower;
    private final boolean lowerInclusive;
    private final AttributeValue upper;
    private final boolean upperInclusive;
    private final AttributeValue prefix;

    private SortKeyRange(
            AttributeValue lower,
            boolean lowerInclusive,
            AttributeValue upper,
            boolean upperInclusive,
            AttributeValue prefix) {
        this.lower = lower;
        this.lowerInclusive = lowerInclusive;
        this.upper = upper;
        this.upperInclusive = upperInclusive;
        this.prefix = prefix;
    }

    /** A range; a bound that is {@code null} is not there. */
    public static SortKeyRange between(
            AttributeValue lower, boolean lowerInclusive, AttributeValue upper, boolean upperInclusive) {
        return new SortKeyRange(lower, lowerInclusive, upper, upperInclusive, null);
    }

    public static SortKeyRange equalTo(AttributeValue value) {
        return between(value, true, value, true);
    }

    /** The keys that begin with a text or with bytes. */
    public static SortKeyRange beginsWith(AttributeValue prefix) {
        return new SortKeyRange(null, true, null, true, prefix);
    }

    public Optional<AttributeValue> lower() {
        return Optional.ofNullable(lower);
    }

    public boolean lowerInclusive() {
        return lowerInclusive;
    }

    public Optional<AttributeValue> upper() {
        return Optional.ofNullable(upper);
    }

    public boolean upperInclusive() {
        return upperInclusive;
    }

    /** The prefix; a range with a prefix has no bounds. */
    public Optional<AttributeValue> prefix() {
        return Optional.ofNullable(prefix);
    }
}
