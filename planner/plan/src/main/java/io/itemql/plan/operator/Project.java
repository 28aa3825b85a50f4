package io.itemql.plan.operator;

import io.itemql.item.Value;
import io.itemql.plan.expression.ColumnReference;
import io.itemql.plan.expression.Evaluation;
import io.itemql.plan.expression.Expression;
import io.itemql.plan.expression.Expressions;
import io.itemql.plan.expression.Literal;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Rows of computed columns. An expression is computed once a row, when the cursor moves, so that an error in it is the
 * error of that row; plain columns are passed through and read only on demand.
 */
public record Project(Operator input, List<Expression> expressions) implements SingleInput {
    public Project {
        Objects.requireNonNull(input, "input");
        expressions = List.copyOf(expressions);
    }

    @Override
    public RowCursor open(Execution execution) {
        RowCursor rows = input.open(execution);
        return takesColumnsOnly()
                ? new ColumnsCursor(rows, expressions)
                : new ProjectCursor(rows, expressions, execution.evaluation());
    }

    private boolean takesColumnsOnly() {
        for (int i = 0; i < expressions.size(); i++) {
            if (!(expressions.get(i) instanceof ColumnReference)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int width() {
        return expressions.size();
    }

    @Override
    public Operator over(Operator other) {
        return new Project(other, expressions);
    }

    @Override
    public List<Operator> segments(int total, Execution execution) {
        return expressions.stream().allMatch(Expressions::isOfRowAlone)
                ? input.segments(total, execution).stream().map(this::over).toList()
                : List.of();
    }

    @Override
    public String describe() {
        return "PROJECT " + expressions.stream().map(Expression::toString).collect(Collectors.joining(", "));
    }

    /** Takes columns as they are, as most look-ups by key do, and prepares nothing. */
    private static final class ColumnsCursor extends InputCursor {
        private final List<Expression> columns;

        ColumnsCursor(RowCursor input, List<Expression> columns) {
            super(input);
            this.columns = columns;
        }

        @Override
        public boolean next() {
            return input.next();
        }

        @Override
        public Value get(int column) {
            return input.get(((ColumnReference) columns.get(column)).index());
        }
    }

    private static final class ProjectCursor extends InputCursor {
        private static final int COMPUTED = -1;

        /** The input's column for each column, or {@link #COMPUTED}. */
        private final int[] sources;

        private final Expression[] expressions;
        private final Value[] computed;
        private final Evaluation evaluation;

        ProjectCursor(RowCursor input, List<Expression> expressions, Evaluation evaluation) {
            super(input);
            this.expressions = expressions.toArray(new Expression[0]);
            this.sources = new int[this.expressions.length];
            this.computed = new Value[this.expressions.length];
            this.evaluation = evaluation;
            for (int i = 0; i < sources.length; i++) {
                sources[i] = this.expressions[i] instanceof ColumnReference column ? column.index() : COMPUTED;
                if (this.expressions[i] instanceof Literal literal) {
                    computed[i] = literal.value();
                }
            }
        }

        @Override
        public boolean next() {
            if (!input.next()) {
                return false;
            }
            for (int i = 0; i < sources.length; i++) {
                if (sources[i] == COMPUTED) {
                    computed[i] = expressions[i].evaluate(input, evaluation);
                }
            }
            return true;
        }

        @Override
        public Value get(int column) {
            return sources[column] == COMPUTED ? computed[column] : input.get(sources[column]);
        }
    }
}
