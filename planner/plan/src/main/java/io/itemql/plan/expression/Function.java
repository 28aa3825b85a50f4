package io.itemql.plan.expression;

import io.itemql.item.NullValue;
import io.itemql.item.Value;
import io.itemql.plan.value.TemporalValue;
import io.itemql.table.ColumnType;
import java.util.Objects;
import java.util.Optional;

/**
 * A scalar function: its name, how many arguments it takes, the type of its result and what it does. Immutable; equal
 * to any function of the same name.
 */
public final class Function {
    /** What a function does. */
    @FunctionalInterface
    public interface Body {
        /**
         * The result.
         *
         * @param arguments one for each operand of the call; a strict function never sees NULL or MISSING
         */
        Value apply(Value[] arguments, Evaluation evaluation);
    }

    private final String name;
    private final Arity arity;
    private final ColumnType result;
    private final boolean strict;
    private final boolean ofMoments;
    private final Body body;

    private Function(String name, Arity arity, ColumnType result, boolean strict, boolean ofMoments, Body body) {
        this.name = Objects.requireNonNull(name, "name");
        this.arity = arity;
        this.result = result;
        this.strict = strict;
        this.ofMoments = ofMoments;
        this.body = Objects.requireNonNull(body, "body");
    }

    /**
     * A function that is MISSING where an argument is MISSING, and NULL where one is NULL.
     *
     * @param result {@code null} for the type of the first argument
     */
    public static Function strict(String name, int argumentsMin, int argumentsMax, ColumnType result, Body body) {
        return new Function(name, new Arity(argumentsMin, argumentsMax), result, true, false, body);
    }

    /**
     * A function that looks at NULL and MISSING itself.
     *
     * @param result {@code null} for the type of the first argument
     */
    public static Function lenient(String name, int argumentsMin, int argumentsMax, ColumnType result, Body body) {
        return new Function(name, new Arity(argumentsMin, argumentsMax), result, false, false, body);
    }

    /** The same function, which takes the values of columns declared as dates or times for what they mean. */
    public Function ofMoments() {
        return new Function(name, arity, result, strict, true, body);
    }

    /**
     * True if it takes the values of columns declared as dates or times for what they mean; all others see what is
     * stored.
     */
    public boolean isOfMoments() {
        return ofMoments;
    }

    /** As SQL writes it: capital letters for SQL's functions, small ones for the item API's. */
    public String name() {
        return name;
    }

    public Arity arity() {
        return arity;
    }

    /** The type of its result; empty if it is that of the first argument. */
    public Optional<ColumnType> result() {
        return Optional.ofNullable(result);
    }

    /** The result for evaluated arguments. */
    public Value apply(Value[] arguments, Evaluation evaluation) {
        if (!ofMoments) {
            for (int i = 0; i < arguments.length; i++) {
                arguments[i] = TemporalValue.asStored(arguments[i]);
            }
        }
        if (strict) {
            boolean anyNull = false;
            for (Value argument : arguments) {
                if (argument == null) {
                    return null;
                }
                anyNull |= argument.isNull();
            }
            if (anyNull) {
                return NullValue.NULL;
            }
        }
        return body.apply(arguments, evaluation);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Function that && name.equals(that.name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public String toString() {
        return name;
    }
}
