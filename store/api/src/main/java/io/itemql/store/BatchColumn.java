package io.itemql.store;

import io.itemql.item.AttributeValue;
import io.itemql.item.NullValue;
import io.itemql.item.NumberValue;

/**
 * The values of one slot in a batch of items. Whole numbers that fit into a {@code long} stand as such, so that neither
 * the store nor who computes with them makes an object for each; every other value stands as it is. Used by one thread.
 */
public final class BatchColumn {
    private static final byte WHOLE = 0;
    private static final byte UNKNOWN = 1;
    private static final byte OTHER = 2;

    private final byte[] kinds;
    private final long[] numbers;
    private final AttributeValue[] values;

    public BatchColumn(int capacity) {
        kinds = new byte[capacity];
        numbers = new long[capacity];
        values = new AttributeValue[capacity];
    }

    /** Puts a whole number into a row. */
    public void putWhole(int row, long number) {
        kinds[row] = WHOLE;
        numbers[row] = number;
    }

    /** Puts any value into a row; {@code null} is MISSING. */
    public void put(int row, AttributeValue value) {
        if (value instanceof NumberValue number && number.isLong()) {
            putWhole(row, number.longValue());
            return;
        }
        kinds[row] = value == null || value == NullValue.NULL ? UNKNOWN : OTHER;
        values[row] = value;
    }

    /** Says of a row that its value is known not to be there: NULL or MISSING, whichever. */
    public void putUnknown(int row) {
        put(row, null);
    }

    /** Says of a row that its value is something else, which must be found out in another way. */
    public void putOther(int row) {
        kinds[row] = OTHER;
        values[row] = null;
    }

    /** True if the row has a whole number that fits into a {@code long}. */
    public boolean isWhole(int row) {
        return kinds[row] == WHOLE;
    }

    /** True if the row has NULL, or no value. */
    public boolean isUnknown(int row) {
        return kinds[row] == UNKNOWN;
    }

    /** True if the row has any other value. */
    public boolean isOther(int row) {
        return kinds[row] == OTHER;
    }

    /** The number of a row; only if {@link #isWhole}. */
    public long whole(int row) {
        return numbers[row];
    }

    /** The value of a row, whatever it is; {@code null} is MISSING. */
    public AttributeValue value(int row) {
        return kinds[row] == WHOLE ? NumberValue.of(numbers[row]) : values[row];
    }
}
