package io.itemql.plan.operator;

import io.itemql.item.Value;
import io.itemql.plan.expression.ArrayRow;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * WITH RECURSIVE: the rows of the seed, then those of the step over them, then those of the step over these, until a
 * round gives none. Streams; keeps the last two rounds, and if rows are to be distinct, all of them. A recursion
 * without an end ends when the reader stops, when it is cancelled, or when its rounds do not fit into the statement's
 * memory.
 *
 * @param working where the step finds the rows of the last round
 * @param distinct UNION instead of UNION ALL: a row that was there before is left out
 */
public record Recursion(Operator seed, Operator step, WorkingTable working, boolean distinct) implements Operator {
    private static final long ENTRY_BYTES = 48;

    public Recursion {
        Objects.requireNonNull(seed, "seed");
        Objects.requireNonNull(step, "step");
        Objects.requireNonNull(working, "working");
    }

    @Override
    public RowCursor open(Execution execution) {
        return new Rounds(execution);
    }

    private final class Rounds implements RowCursor {
        private final Execution execution;
        private final WorkingTable.Contents contents;
        private final Set<ArrayRow> seen = new HashSet<>();
        private final RowBuffer all;
        private RowBuffer last;
        private RowBuffer next;
        private RowCursor rows;
        private ArrayRow current;

        Rounds(Execution execution) {
            this.execution = execution;
            this.contents = working.in(execution);
            this.all = buffer();
            this.last = buffer();
            this.next = buffer();
            this.rows = seed.open(execution);
        }

        private RowBuffer buffer() {
            return new RowBuffer(execution, "RECURSION " + working.name());
        }

        @Override
        public boolean next() {
            while (true) {
                // Another cursor over the same recursion may have set its own round since.
                contents.set(last.rows());
                while (rows.next()) {
                    ArrayRow row = distinct ? DistinctRow.of(rows, width()) : ArrayRow.copyOf(rows, width());
                    if (isNew(row)) {
                        next.add(row);
                        current = row;
                        return true;
                    }
                }
                if (next.rows().isEmpty()) {
                    return false;
                }
                beginRound();
            }
        }

        private boolean isNew(ArrayRow row) {
            if (!distinct) {
                return true;
            }
            if (!seen.add(row)) {
                return false;
            }
            all.reserve(ENTRY_BYTES + row.heapBytes());
            return true;
        }

        private void beginRound() {
            execution.cancellation().check();
            rows.close();
            last.close();
            last = next;
            next = buffer();
            contents.set(last.rows());
            rows = step.open(execution);
        }

        @Override
        public Value get(int column) {
            return current.get(column);
        }

        @Override
        public void close() {
            rows.close();
            last.close();
            next.close();
            all.close();
            seen.clear();
        }
    }

    @Override
    public int width() {
        return seed.width();
    }

    @Override
    public List<Operator> inputs() {
        return List.of(seed, step);
    }

    @Override
    public Operator withInputs(List<Operator> inputs) {
        return new Recursion(inputs.get(0), inputs.get(1), working, distinct);
    }

    @Override
    public String describe() {
        return "RECURSION " + working.name() + (distinct ? " DISTINCT" : "");
    }
}
