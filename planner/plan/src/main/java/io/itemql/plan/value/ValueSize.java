package io.itemql.plan.value;

import io.itemql.item.AttributeValue;
import io.itemql.item.ItemSize;
import io.itemql.item.NumberValue;
import io.itemql.item.Value;

/** About how many bytes values take on the heap; for memory budgets, which must not be far below the truth. */
public final class ValueSize {
    private static final int OBJECT_BYTES = 24;
    private static final int REFERENCE_BYTES = 8;
    private static final int NUMBER_BYTES = 32;
    /** Documents are trees of small objects; their heap is several times what the service counts. */
    private static final int DOCUMENT_FACTOR = 6;

    private ValueSize() {}

    /** The size of one row that an operator keeps. */
    public static long ofRow(Value[] values) {
        long bytes = OBJECT_BYTES;
        for (Value value : values) {
            bytes += REFERENCE_BYTES + of(value);
        }
        return bytes;
    }

    private static long ofComputed(Value value) {
        return 3L * OBJECT_BYTES + (value instanceof TemporalValue temporal ? of(temporal.stored()) : 0);
    }

    /** The size of one value. */
    public static long of(Value value) {
        if (value == null || value.isNull() || !(value instanceof AttributeValue attribute)) {
            return value == null || value.isNull() ? 0 : ofComputed(value);
        }
        if (attribute instanceof NumberValue) {
            return NUMBER_BYTES;
        }
        return switch (attribute.type()) {
            case S, B -> 2L * OBJECT_BYTES + ItemSize.of(attribute);
            case BOOL, NULL, N -> 0;
            case L, M, SS, NS, BS -> 2L * OBJECT_BYTES + (long) DOCUMENT_FACTOR * ItemSize.of(attribute);
        };
    }
}
