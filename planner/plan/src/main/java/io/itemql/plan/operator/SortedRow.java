package io.itemql.plan.operator;

import io.itemql.item.Value;
import io.itemql.plan.expression.ArrayRow;
import io.itemql.plan.expression.Evaluation;
import io.itemql.plan.expression.Row;
import java.util.Comparator;
import java.util.List;

/** Rows that carry the values of their sort keys behind their columns, so that each key is computed once a row. */
public final class SortedRow {
    private SortedRow() {}

    /** A copy of a row, followed by the values of the keys. */
    public static ArrayRow of(Row row, int width, List<SortKey> keys, Evaluation evaluation) {
        Value[] values = new Value[width + keys.size()];
        for (int i = 0; i < width; i++) {
            values[i] = row.get(i);
        }
        for (int i = 0; i < keys.size(); i++) {
            values[width + i] = keys.get(i).expression().evaluate(row, evaluation);
        }
        return ArrayRow.ofOwned(values);
    }

    /** Compares rows by the keys that stand behind so many columns. */
    public static Comparator<ArrayRow> comparator(int width, List<SortKey> keys) {
        SortKey[] all = keys.toArray(new SortKey[0]);
        return (a, b) -> {
            for (int i = 0; i < all.length; i++) {
                int order = all[i].compare(a.get(width + i), b.get(width + i));
                if (order != 0) {
                    return order;
                }
            }
            return 0;
        };
    }
}
