package io.itemql.plan.expression;

import io.itemql.error.ItemException;
import io.itemql.item.Value;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** A call of a function. The constructor fails if the function does not take so many arguments. */
public record Call(Function function, List<Expression> arguments, Place place) implements Expression {
    public Call {
        arguments = List.copyOf(arguments);
        function.arity().check(function.name(), arguments.size());
        Objects.requireNonNull(place, "place");
    }

    public Call(Function function, List<Expression> arguments) {
        this(function, arguments, Place.UNKNOWN);
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
        try {
            return function.apply(values, evaluation);
        } catch (ItemException e) {
            throw place.in(e);
        }
    }

    @Override
    public List<Expression> operands() {
        return arguments;
    }

    @Override
    public Expression withOperands(List<Expression> operands) {
        return new Call(function, operands, place);
    }

    @Override
    public Expression at(Place where) {
        return new Call(function, arguments, where);
    }

    @Override
    public String toString() {
        return function.name()
                + arguments.stream().map(Expression::toString).collect(Collectors.joining(", ", "(", ")"));
    }
}
