package io.itemql.plan.operator;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.plan.expression.ArrayRow;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * UNION, INTERSECT or EXCEPT of two or more inputs, from left to right; NULL and MISSING are alike, and equal to
 * themselves. UNION ALL is {@link UnionAll}.
 *
 * @param all rows count as often as they occur: INTERSECT ALL takes the least count, EXCEPT ALL the difference
 */
public record SetOperation(Kind kind, boolean all, List<Operator> inputs) implements Operator {
    private static final long ENTRY_BYTES = 80;

    /** The three operations. */
    public enum Kind {
        UNION,
        INTERSECT,
        EXCEPT
    }

    /**
     * @throws ItemException with {@link ErrorCode#SET_OPERATION_MISMATCH} if the inputs differ in width
     */
    public SetOperation {
        Objects.requireNonNull(kind, "kind");
        inputs = checked(inputs);
    }

    static List<Operator> checked(List<Operator> inputs) {
        for (Operator input : inputs) {
            if (input.width() != inputs.get(0).width()) {
                throw new ItemException(
                        ErrorCode.SET_OPERATION_MISMATCH,
                        "The sides of a set operation have " + inputs.get(0).width() + " and " + input.width()
                                + " columns");
            }
        }
        return List.copyOf(inputs);
    }

    @Override
    public RowCursor open(Execution execution) {
        if (kind == Kind.UNION) {
            UnionAll rows = new UnionAll(inputs);
            return all ? rows.open(execution) : new Distinct(rows).open(execution);
        }
        RowBuffer output = new RowBuffer(execution, kind.name());
        try {
            Map<ArrayRow, Long> counts = counts(inputs.get(0), execution, output);
            for (Operator input : inputs.subList(1, inputs.size())) {
                try (RowBuffer other = new RowBuffer(execution, kind.name())) {
                    combine(counts, counts(input, execution, other));
                }
            }
            counts.forEach((row, count) -> {
                for (long i = 0; i < (all ? count : Math.min(count, 1)); i++) {
                    output.rows().add(row);
                }
            });
            return output.cursor();
        } catch (RuntimeException e) {
            output.close();
            throw e;
        }
    }

    private static Map<ArrayRow, Long> counts(Operator input, Execution execution, RowBuffer memory) {
        Map<ArrayRow, Long> counts = new LinkedHashMap<>();
        try (RowCursor rows = input.open(execution)) {
            while (rows.next()) {
                ArrayRow row = DistinctRow.of(rows, input.width());
                boolean isNew = counts.merge(row, 1L, Long::sum) == 1;
                memory.reserve(isNew ? ENTRY_BYTES + row.heapBytes() : 0);
            }
        }
        return counts;
    }

    private void combine(Map<ArrayRow, Long> counts, Map<ArrayRow, Long> others) {
        counts.replaceAll((row, count) -> {
            long other = others.getOrDefault(row, 0L);
            if (kind == Kind.INTERSECT) {
                return Math.min(count, other);
            }
            return all ? Math.max(0, count - other) : other > 0 ? 0 : count;
        });
    }

    @Override
    public int width() {
        return inputs.get(0).width();
    }

    @Override
    public Operator withInputs(List<Operator> others) {
        return new SetOperation(kind, all, others);
    }

    @Override
    public String describe() {
        return kind + (all ? " ALL" : "");
    }
}
