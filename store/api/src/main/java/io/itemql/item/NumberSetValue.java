package io.itemql.item;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import java.util.Collection;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A set of numbers: never empty, without duplicates, iterated in ascending order. */
public record NumberSetValue(SortedSet<NumberValue> members) implements AttributeValue {
    /**
     * @throws ItemException with {@link ErrorCode#EMPTY_SET} if there are no members
     */
    public NumberSetValue {
        if (members.isEmpty()) {
            throw new ItemException(ErrorCode.EMPTY_SET, "An number set  may not be empty");
        }
        members = Collections.unmodifiableSortedSet(new TreeSet<>(members));
    }

    /**
     * A set of the given members.
     *
     * @throws ItemException with {@link ErrorCode#EMPTY_SET} or {@link ErrorCode#DUPLICATE_SET_MEMBER}
     */
    public static NumberSetValue of(Collection<NumberValue> members) {
        TreeSet<NumberValue> sorted = new TreeSet<>(members);
        if (sorted.size() != members.size()) {
            throw new ItemException(ErrorCode.DUPLICATE_SET_MEMBER, members);
        }
        return new NumberSetValue(sorted);
    }

    @Override
    public AttributeType type() {
        return AttributeType.NS;
    }

    @Override
    public String toString() {
        return members.stream().map(Object::toString).collect(Collectors.joining(", ", "<<", ">>"));
    }
}
