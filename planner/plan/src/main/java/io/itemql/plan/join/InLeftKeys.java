package io.itemql.plan.join;

import io.itemql.item.BoolValue;
import io.itemql.item.Value;
import io.itemql.plan.expression.ArrayRow;
import io.itemql.plan.expression.Evaluation;
import io.itemql.plan.expression.Expression;
import io.itemql.plan.expression.Row;
import io.itemql.plan.operator.Execution;
import io.itemql.plan.subquery.Membership;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * The condition that some values are the key of a row that is at hand on the left of a {@link LookupJoin}. The join compares the keys
 * again, so whoever reads the right side may let more rows through.
 *
 * @param leftKeys what the keys are on the left, for EXPLAIN
 */
public record InLeftKeys(LeftKeys keys, List<Expression> compared, String leftKeys) implements Membership {
    public InLeftKeys {
        Objects.requireNonNull(keys, "keys");
        compared = List.copyOf(compared);
        Objects.requireNonNull(leftKeys, "leftKeys");
    }

    @Override
    public Value evaluate(Row row, Evaluation evaluation) {
        return keys.mayContain(JoinKeys.key(compared, row, evaluation), evaluation.execution(Execution.class))
                ? BoolValue.TRUE
                : BoolValue.FALSE;
    }

    @Override
    public List<ArrayRow> rows(Evaluation evaluation) {
        return List.copyOf(keys.rows(evaluation.execution(Execution.class)));
    }

    @Override
    public boolean hasRows() {
        return true;
    }

    @Override
    public boolean isComparedAgain() {
        return true;
    }

    @Override
    public List<Expression> operands() {
        return compared;
    }

    @Override
    public Expression withOperands(List<Expression> operands) {
        return new InLeftKeys(keys, operands, leftKeys);
    }

    @Override
    public String toString() {
        String values = compared.stream().map(Expression::toString).collect(Collectors.joining(", "));
        return (compared.size() == 1 ? values : "(" + values + ")") + " IN LEFT KEYS (" + leftKeys + ")";
    }
}
