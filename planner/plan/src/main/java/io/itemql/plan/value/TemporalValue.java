package io.itemql.plan.value;

import io.itemql.item.AttributeValue;
import io.itemql.item.NumberValue;
import io.itemql.item.StringValue;
import io.itemql.item.Value;

/**
 * A date, a time or a timestamp, computed by a plan or read from a column that is declared as one. Items store none of
 * them: a write stores what was read, or else {@code toString}, the ISO-8601 text, whose byte order is the order of time.
 *
 * <p>Two are equal if they are the same moment, however it is stored.
 */
public sealed interface TemporalValue extends Value permits DateValue, TimeValue, TimestampValue {
    /** What an item stores for it, a text or a number; {@code null} if a plan computed it. */
    AttributeValue stored();

    /** The same moment, read from what an item stores. */
    TemporalValue readFrom(AttributeValue attribute);

    /** What an item stores where that is known, else the value itself. */
    static Value asStored(Value value) {
        if (value instanceof NumberValue || value instanceof StringValue) {
            // Most values; and whether a class lacks an interface takes a JVM long to find out.
            return value;
        }
        return value instanceof TemporalValue temporal && temporal.stored() != null ? temporal.stored() : value;
    }
}
