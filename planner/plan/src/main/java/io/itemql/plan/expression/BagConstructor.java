package io.itemql.plan.expression;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.AttributeValue;
import io.itemql.item.BinarySetValue;
import io.itemql.item.BinaryValue;
import io.itemql.item.NumberSetValue;
import io.itemql.item.NumberValue;
import io.itemql.item.StringSetValue;
import io.itemql.item.StringValue;
import io.itemql.item.Value;
import io.itemql.plan.value.ValueText;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * {@code <<member, …>>}: a set of texts, of numbers or of binaries. Evaluating it fails with
 * {@link ErrorCode#EMPTY_SET}, {@link ErrorCode#DUPLICATE_SET_MEMBER}, or {@link ErrorCode#TYPE_MISMATCH} for members
 * of several or of other types.
 */
public record BagConstructor(List<Expression> members, Place place) implements Expression {
    public BagConstructor {
        members = List.copyOf(members);
        Objects.requireNonNull(place, "place");
    }

    public BagConstructor(List<Expression> members) {
        this(members, Place.UNKNOWN);
    }

    @Override
    public Value evaluate(Row row, Evaluation evaluation) {
        List<AttributeValue> values = new ArrayList<>();
        for (Expression member : members) {
            values.add(ValueText.storable(member.evaluate(row, evaluation)));
        }
        try {
            return set(values);
        } catch (ItemException e) {
            throw place.in(e);
        }
    }

    private static Value set(List<AttributeValue> values) {
        AttributeValue first = values.isEmpty() ? null : values.get(0);
        if (first == null && !values.isEmpty()) {
            throw mixed(null);
        }
        if (first instanceof NumberValue) {
            return NumberSetValue.of(all(values, NumberValue.class));
        }
        if (first instanceof BinaryValue) {
            return BinarySetValue.of(all(values, BinaryValue.class));
        }
        return StringSetValue.of(all(values, StringValue.class));
    }

    private static <T extends AttributeValue> List<T> all(List<AttributeValue> values, Class<T> type) {
        List<T> members = new ArrayList<>();
        for (AttributeValue value : values) {
            if (!type.isInstance(value)) {
                throw mixed(value);
            }
            members.add(type.cast(value));
        }
        return members;
    }

    private static ItemException mixed(AttributeValue value) {
        return new ItemException(
                ErrorCode.TYPE_MISMATCH,
                "The members of a set are all texts, all numbers or all binaries, but one is "
                        + (value == null ? "MISSING" : value.type() + " (" + value + ")"));
    }

    @Override
    public List<Expression> operands() {
        return members;
    }

    @Override
    public Expression withOperands(List<Expression> operands) {
        return new BagConstructor(operands, place);
    }

    @Override
    public Expression at(Place where) {
        return new BagConstructor(members, where);
    }

    @Override
    public String toString() {
        return members.stream().map(Expression::toString).collect(Collectors.joining(", ", "<<", ">>"));
    }
}
