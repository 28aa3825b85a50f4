package io.itemql.plan.expression;

import io.itemql.item.AttributeType;
import io.itemql.item.AttributeValue;
import io.itemql.item.BoolValue;
import io.itemql.item.Value;
import io.itemql.plan.value.TemporalValue;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * {@code operand IS type}, such as IS LIST or {@code attribute_type(operand, 'L')}: whether the operand has one of the
 * types; FALSE for MISSING, never unknown.
 */
public record IsType(Expression operand, Set<AttributeType> types) implements Unary {
    public IsType {
        types = Set.copyOf(types);
    }

    public static IsType of(Expression operand, AttributeType... types) {
        return new IsType(operand, Set.copyOf(List.of(types)));
    }

    @Override
    public Value evaluate(Row row, Evaluation evaluation) {
        return BoolValue.of(TemporalValue.asStored(operand.evaluate(row, evaluation)) instanceof AttributeValue value
                && types.contains(value.type()));
    }

    @Override
    public Expression over(Expression other) {
        return new IsType(other, types);
    }

    @Override
    public String toString() {
        return Parenthesized.operand(operand) + " IS "
                + types.stream().sorted().map(AttributeType::name).collect(Collectors.joining(" OR "));
    }
}
