package io.itemql.plan.access;

import io.itemql.item.Value;
import io.itemql.plan.expression.Evaluation;
import io.itemql.plan.expression.Expression;
import io.itemql.plan.expression.Row;
import io.itemql.plan.subquery.Membership;
import java.util.List;
import java.util.Objects;

/**
 * All the values of one column of some rows, where a key is compared with them. Has no value of its own: the values take
 * its place when the keys are looked up.
 *
 * @param column from 0
 */
record SelectedValue(Membership rows, int column) implements Expression {
    SelectedValue {
        Objects.requireNonNull(rows, "rows");
    }

    @Override
    public Value evaluate(Row row, Evaluation evaluation) {
        throw new IllegalStateException("several values where one is wanted: " + rows);
    }

    @Override
    public List<Expression> operands() {
        return rows.operands();
    }

    @Override
    public Expression withOperands(List<Expression> operands) {
        return new SelectedValue((Membership) rows.withOperands(operands), column);
    }

    @Override
    public String toString() {
        return rows.toString();
    }
}
