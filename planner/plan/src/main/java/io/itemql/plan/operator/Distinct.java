package io.itemql.plan.operator;

import io.itemql.plan.expression.ArrayRow;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;

/** Each row once, where it first comes; NULL and MISSING are alike. Streams, but keeps what it has given. */
public record Distinct(Operator input) implements SingleInput {
    private static final String NAME = "DISTINCT";
    private static final long ENTRY_BYTES = 48;

    public Distinct {
        Objects.requireNonNull(input, "input");
    }

    @Override
    public RowCursor open(Execution execution) {
        RowBuffer kept = new RowBuffer(execution, NAME);
        return new InputCursor(input.open(execution)) {
            private final Set<ArrayRow> seen = new HashSet<>();

            @Override
            public boolean next() {
                while (input.next()) {
                    ArrayRow row = DistinctRow.of(input, width());
                    if (seen.add(row)) {
                        kept.reserve(ENTRY_BYTES + row.heapBytes());
                        return true;
                    }
                }
                return false;
            }

            @Override
            public void close() {
                super.close();
                kept.close();
                seen.clear();
            }
        };
    }

    @Override
    public Operator over(Operator other) {
        return new Distinct(other);
    }

    @Override
    public String describe() {
        return NAME;
    }
}
