package io.itemql.plan.expression;

import io.itemql.item.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * {@code CASE WHEN condition THEN result … ELSE otherwise END}: the result of the first condition that is TRUE.
 *
 * @param otherwise {@link Literal#NULL} where the statement has no ELSE
 */
public record Case(List<When> whens, Expression otherwise) implements Expression {
    /** One branch. */
    public record When(Expression condition, Expression result) {
        public When {
            Objects.requireNonNull(condition, "condition");
            Objects.requireNonNull(result, "result");
        }
    }

    public Case {
        whens = List.copyOf(whens);
        Objects.requireNonNull(otherwise, "otherwise");
    }

    @Override
    public Value evaluate(Row row, Evaluation evaluation) {
        for (When when : whens) {
            if (when.condition().test(row, evaluation)) {
                return when.result().evaluate(row, evaluation);
            }
        }
        return otherwise.evaluate(row, evaluation);
    }

    @Override
    public List<Expression> operands() {
        List<Expression> operands = new ArrayList<>();
        for (When when : whens) {
            operands.add(when.condition());
            operands.add(when.result());
        }
        operands.add(otherwise);
        return operands;
    }

    @Override
    public Expression withOperands(List<Expression> operands) {
        List<When> others = new ArrayList<>();
        for (int i = 0; i + 1 < operands.size(); i += 2) {
            others.add(new When(operands.get(i), operands.get(i + 1)));
        }
        return new Case(others, operands.get(operands.size() - 1));
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("CASE");
        for (When when : whens) {
            text.append(" WHEN ").append(when.condition()).append(" THEN ").append(when.result());
        }
        return text.append(" ELSE ").append(otherwise).append(" END").toString();
    }
}
