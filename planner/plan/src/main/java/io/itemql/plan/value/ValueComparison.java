package io.itemql.plan.value;

import io.itemql.condition.ComparisonOperator;
import io.itemql.item.AttributeValue;
import io.itemql.item.BoolValue;
import io.itemql.item.NullValue;
import io.itemql.item.StringValue;
import io.itemql.item.Value;
import io.itemql.item.ValueOrder;
import java.time.ZoneId;

/**
 * SQL's comparison of two values: TRUE, FALSE, or unknown where either is NULL or MISSING or where their types do not
 * compare.
 *
 * <p>Numbers, texts, binaries and booleans are equal and ordered within their type; lists, maps and sets are equal or
 * not but have no order. A date, time or timestamp compares with a text that is ISO-8601, and a date with a timestamp
 * as its midnight.
 */
public final class ValueComparison {
    /** Outcome of {@link #order} for values that no order relates. */
    private static final int UNRELATED = Integer.MIN_VALUE;

    private ValueComparison() {}

    /** True for NULL and for MISSING. */
    public static boolean isUnknown(Value value) {
        return value == null || value.isNull();
    }

    /**
     * The outcome of a comparison: {@link BoolValue}, or NULL for unknown.
     *
     * @param zone of texts that have an offset
     */
    public static AttributeValue compare(ComparisonOperator operator, Value left, Value right, ZoneId zone) {
        if (isUnknown(left) || isUnknown(right)) {
            return NullValue.NULL;
        }
        int order = order(left, right, zone);
        if (order != UNRELATED) {
            return BoolValue.of(operator.accepts(order));
        }
        boolean equality = operator == ComparisonOperator.EQUAL || operator == ComparisonOperator.NOT_EQUAL;
        if (equality && left instanceof AttributeValue a && right instanceof AttributeValue b && a.type() == b.type()) {
            return BoolValue.of(a.equals(b) == (operator == ComparisonOperator.EQUAL));
        }
        return NullValue.NULL;
    }

    /** True if the two are equal, or both are unknown: SQL's IS NOT DISTINCT FROM. */
    public static boolean notDistinct(Value left, Value right, ZoneId zone) {
        if (isUnknown(left) || isUnknown(right)) {
            return isUnknown(left) && isUnknown(right);
        }
        return compare(ComparisonOperator.EQUAL, left, right, zone) == BoolValue.TRUE;
    }

    private static int order(Value left, Value right, ZoneId zone) {
        if (left instanceof AttributeValue a && right instanceof AttributeValue b) {
            if (ValueOrder.comparable(a, b)) {
                return Integer.signum(ValueOrder.compareSameType(a, b));
            }
            return a instanceof BoolValue x && b instanceof BoolValue y ? Integer.signum(x.compareTo(y)) : UNRELATED;
        }
        if (left instanceof StringValue text && right instanceof TemporalValue temporal) {
            return temporalOrder(parsedLike(temporal, text, zone), temporal);
        }
        if (left instanceof TemporalValue temporal && right instanceof StringValue text) {
            return temporalOrder(temporal, parsedLike(temporal, text, zone));
        }
        if (left instanceof TemporalValue a && right instanceof TemporalValue b) {
            return temporalOrder(a, b);
        }
        if (left instanceof IntervalValue a && right instanceof IntervalValue b) {
            return intervalOrder(a, b);
        }
        return UNRELATED;
    }

    /** The text read as a time where the other side is one, else as a timestamp; {@code null} if it is none. */
    private static TemporalValue parsedLike(TemporalValue other, StringValue text, ZoneId zone) {
        return other instanceof TimeValue
                ? IsoText.time(text.value(), zone).orElse(null)
                : IsoText.timestamp(text.value(), zone).orElse(null);
    }

    private static int temporalOrder(TemporalValue a, TemporalValue b) {
        if (a == null || b == null) {
            return UNRELATED;
        }
        if (a instanceof DateValue x && b instanceof DateValue y) {
            return Integer.signum(x.value().compareTo(y.value()));
        }
        if (a instanceof TimeValue x && b instanceof TimeValue y) {
            return Integer.signum(x.value().compareTo(y.value()));
        }
        if (a instanceof TimeValue || b instanceof TimeValue) {
            return UNRELATED;
        }
        return Integer.signum(TimestampValue.momentOf(a).compareTo(TimestampValue.momentOf(b)));
    }

    private static int intervalOrder(IntervalValue a, IntervalValue b) {
        if (a.duration().equals(b.duration())) {
            return Long.compare(a.months(), b.months());
        }
        return a.months() == b.months() ? Integer.signum(a.duration().compareTo(b.duration())) : UNRELATED;
    }
}
