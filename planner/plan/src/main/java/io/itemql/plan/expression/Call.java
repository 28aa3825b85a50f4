package io.itemql.plan.expression;

import io.itemql.item.Value;
import java.util.List;
import java.util.stream.Collectors;

/** A call of a function. The constructor fails if the function does not take so many arguments. */
public record Call(Function function, List<Expression> arguments) implements Expression {
    public Call {
        arguments = List.copyOf(arguments);
        function.checkArgumentCount(arguments.size());
    }

    public static Call of(Function function, Expression... arguments) {
        return new Call(function, List.of(arguments));
    }

    @Override
    public Value evaluate(Row row, Evaluation evaluation) {
        Value[] values = new Value[arguments.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = arguments.get(i).evaluate(row, evaluation);
        }
        return function.apply(values, evaluation);
    }

    @Override
    public List<Expression> operands() {
        return arguments;
    }

    @Override
    public Expression withOperands(List<Expression> operands) {
        return new Call(function, operands);
    }

    @Override
    public String toString() {
        return function.name()
                + arguments.stream().map(Expression::toString).collect(Collectors.joining(", ", "(", ")"));
    }
}
