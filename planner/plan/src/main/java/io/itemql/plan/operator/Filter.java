package io.itemql.plan.operator;

import io.itemql.plan.expression.And;
import io.itemql.plan.expression.Evaluation;
import io.itemql.plan.expression.Expression;
import io.itemql.plan.expression.Expressions;
import java.util.List;
import java.util.Objects;

/** The rows for which a condition is TRUE. */
public record Filter(Operator input, Expression condition) implements SingleInput {
    public Filter {
        Objects.requireNonNull(input, "input");
        Objects.requireNonNull(condition, "condition");
    }

    /** A filter, or the input itself if there are no conditions. */
    public static Operator of(Operator input, List<Expression> conditions) {
        return conditions.isEmpty() ? input : new Filter(input, And.of(conditions));
    }

    @Override
    public RowCursor open(Execution execution) {
        RowCursor rows = input.open(execution);
        Evaluation evaluation = execution.evaluation();
        return new InputCursor(rows) {
            @Override
            public boolean next() {
                while (rows.next()) {
                    if (condition.test(rows, evaluation)) {
                        return true;
                    }
                    execution.countRow();
                }
                return false;
            }
        };
    }

    @Override
    public Operator over(Operator other) {
        return new Filter(other, condition);
    }

    @Override
    public List<Operator> segments(int total, Execution execution) {
        return Expressions.isOfRowAlone(condition)
                ? input.segments(total, execution).stream().map(this::over).toList()
                : List.of();
    }

    @Override
    public String describe() {
        return "FILTER " + condition;
    }
}
