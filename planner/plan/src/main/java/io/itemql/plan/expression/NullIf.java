package io.itemql.plan.expression;

import io.itemql.condition.ComparisonOperator;
import io.itemql.item.BoolValue;
import io.itemql.item.NullValue;
import io.itemql.item.Value;
import io.itemql.plan.value.ValueComparison;
import java.util.List;

/** {@code NULLIF(value, unwanted)}: NULL where the two are equal, else the value. */
public record NullIf(Expression value, Expression unwanted) implements Expression {
    @Override
    public Value evaluate(Row row, Evaluation evaluation) {
        Value first = value.evaluate(row, evaluation);
        Value equal = ValueComparison.compare(
                ComparisonOperator.EQUAL, first, unwanted.evaluate(row, evaluation), evaluation.zone());
        return equal == BoolValue.TRUE ? NullValue.NULL : first;
    }

    @Override
    public List<Expression> operands() {
        return List.of(value, unwanted);
    }

    @Override
    public Expression withOperands(List<Expression> operands) {
        return new NullIf(operands.get(0), operands.get(1));
    }

    @Override
    public String toString() {
        return "NULLIF(" + value + ", " + unwanted + ")";
    }
}
