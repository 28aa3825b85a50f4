package io.itemql.plan.expression;

import io.itemql.item.Value;
import io.itemql.plan.value.ValueSize;
import java.util.Arrays;
import java.util.List;

/** A row that was copied out of a cursor. */
public final class ArrayRow implements Row {
    /** The row without columns, for expressions that read none. */
    public static final ArrayRow EMPTY = new ArrayRow();

    private final Value[] values;

    private ArrayRow(Value... values) {
        this.values = values;
    }

    /** A row around an array, which must not change as long as the row is used. */
    public static ArrayRow ofOwned(Value... values) {
        return new ArrayRow(values);
    }

    /** A copy of the first columns of a row. */
    public static ArrayRow copyOf(Row row, int width) {
        Value[] values = new Value[width];
        for (int i = 0; i < width; i++) {
            values[i] = row.get(i);
        }
        return new ArrayRow(values);
    }

    /** The values that expressions have for a row. */
    public static ArrayRow computed(List<Expression> expressions, Row row, Evaluation evaluation) {
        Value[] values = new Value[expressions.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = expressions.get(i).evaluate(row, evaluation);
        }
        return new ArrayRow(values);
    }

    @Override
    public Value get(int column) {
        return values[column];
    }

    public int width() {
        return values.length;
    }

    /** About how many bytes the row takes on the heap. */
    public long heapBytes() {
        return ValueSize.ofRow(values);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ArrayRow that && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return Arrays.toString(values);
    }
}
