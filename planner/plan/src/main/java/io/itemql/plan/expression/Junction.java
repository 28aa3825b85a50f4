package io.itemql.plan.expression;

import io.itemql.item.BoolValue;
import io.itemql.item.NullValue;
import io.itemql.item.Value;
import java.util.List;
import java.util.stream.Collectors;

/**
 * AND and OR of any number of conditions, which differ in the value that settles them: one FALSE settles an AND, one
 * TRUE an OR, and the conditions behind it are not computed. Whatever is no truth value is unknown.
 */
sealed interface Junction extends Expression permits And, Or {
    List<Expression> conditions();

    /** The value that one condition gives to the whole. */
    BoolValue settling();

    @Override
    default Value evaluate(Row row, Evaluation evaluation) {
        BoolValue settling = settling();
        BoolValue other = BoolValue.of(!settling.value());
        boolean unknown = false;
        for (Expression condition : conditions()) {
            Value value = condition.evaluate(row, evaluation);
            if (value == settling) {
                return settling;
            }
            unknown |= value != other;
        }
        return unknown ? NullValue.NULL : other;
    }

    @Override
    default List<Expression> operands() {
        return conditions();
    }

    /** The conditions with a word between them, for EXPLAIN. */
    default String joined(String word) {
        return conditions().stream().map(Parenthesized::condition).collect(Collectors.joining(" " + word + " "));
    }
}
