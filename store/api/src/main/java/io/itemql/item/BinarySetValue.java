package io.itemql.item;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import java.util.Collection;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A set of binaries: never empty, without duplicates, iterated in ascending order. */
public record BinarySetValue(SortedSet<BinaryValue> members) implements AttributeValue {
    /**
     * @throws ItemException with {@link ErrorCode#EMPTY_SET} if there are no members
     */
    public BinarySetValue {
        if (members.isEmpty()) {
            throw new ItemException(ErrorCode.EMPTY_SET, "Binary sets should not be empty");
        }
        members = Collections.unmodifiableSortedSet(new TreeSet<>(members));
    }

    /**
     * A set of the given members.
     *
     * @throws ItemException with {@link ErrorCode#EMPTY_SET} or {@link ErrorCode#DUPLICATE_SET_MEMBER}
     */
    public static BinarySetValue of(Collection<BinaryValue> members) {
        TreeSet<BinaryValue> sorted = new TreeSet<>(members);
        if (sorted.size() != members.size()) {
            throw new ItemException(ErrorCode.DUPLICATE_SET_MEMBER, members);
        }
        return new BinarySetValue(sorted);
    }

    @Override
    public AttributeType type() {
        return AttributeType.BS;
    }

    @Override
    public String toString() {
        return members.stream().map(Object::toString).collect(Collectors.joining(", ", "<<", ">>"));
    }
}
