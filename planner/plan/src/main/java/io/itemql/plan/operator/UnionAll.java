package io.itemql.plan.operator;

import io.itemql.item.Value;
import java.util.Iterator;
import java.util.List;

/** The rows of several operators, one after the other. */
public record UnionAll(List<Operator> inputs) implements Operator {
    public UnionAll {
        inputs = SetOperation.checked(inputs);
    }

    @Override
    public RowCursor open(Execution execution) {
        return new UnionCursor(inputs.iterator(), execution);
    }

    @Override
    public int width() {
        return inputs.get(0).width();
    }

    @Override
    public Operator withInputs(List<Operator> others) {
        return new UnionAll(others);
    }

    @Override
    public String describe() {
        return "UNION ALL";
    }

    private static final class UnionCursor implements RowCursor {
        private final Iterator<Operator> inputs;
        private final Execution execution;
        private RowCursor current;

        UnionCursor(Iterator<Operator> inputs, Execution execution) {
            this.inputs = inputs;
            this.execution = execution;
        }

        @Override
        public boolean next() {
            while (current == null || !current.next()) {
                close();
                if (!inputs.hasNext()) {
                    return false;
                }
                current = inputs.next().open(execution);
            }
            return true;
        }

        @Override
        public Value get(int column) {
            return current.get(column);
        }

        @Override
        public void close() {
            if (current != null) {
                current.close();
                current = null;
            }
        }
    }
}
