package io.itemql.plan.value;

import io.itemql.item.AttributeValue;
import io.itemql.item.BinarySetValue;
import io.itemql.item.ListValue;
import io.itemql.item.NumberSetValue;
import io.itemql.item.StringSetValue;
import io.itemql.item.Value;
import java.util.List;
import java.util.Optional;

/** What lists and sets are made of. */
public final class Elements {
    private Elements() {}

    /** The elements of a list or the members of a set in ascending order; empty for anything else. */
    public static Optional<List<AttributeValue>> of(Value value) {
        if (value instanceof ListValue list) {
            return Optional.of(list.elements());
        }
        if (value instanceof StringSetValue set) {
            return Optional.of(List.copyOf(set.members()));
        }
        if (value instanceof NumberSetValue set) {
            return Optional.of(List.copyOf(set.members()));
        }
        return value instanceof BinarySetValue set ? Optional.of(List.copyOf(set.members())) : Optional.empty();
    }
}
