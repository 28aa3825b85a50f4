package io.itemql.tck.oracle;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.AttributeValue;
import io.itemql.item.ListValue;
import io.itemql.item.NumberSetValue;
import io.itemql.item.NumberValue;
import io.itemql.item.StringSetValue;
import io.itemql.item.StringValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The functions of UPDATE that build lists and sets from others. */
final class Collections {
    private Collections() {}

    /** {@code null} is MISSING: a set that has lost its last member. */
    static AttributeValue combine(String name, AttributeValue target, AttributeValue change) {
        if (name.equals("LIST_APPEND")) {
            if (!(target instanceof ListValue first) || !(change instanceof ListValue second)) {
                throw new ItemException(ErrorCode.INVALID_OPERAND_TYPE, "");
            }
            return new ListValue(Stream.concat(first.elements().stream(), second.elements().stream())
                    .toList());
        }
        Map<String, AttributeValue> members = new LinkedHashMap<>();
        Values.members(target).forEach(member -> members.put(Values.canonical(member), member));
        for (AttributeValue member : Values.members(change)) {
            if (name.equals("SET_ADD")) {
                members.put(Values.canonical(member), member);
            } else {
                members.remove(Values.canonical(member));
            }
        }
        return set(List.copyOf(members.values()));
    }

    private static AttributeValue set(List<AttributeValue> members) {
        if (members.isEmpty()) {
            return null;
        }
        if (members.stream().allMatch(StringValue.class::isInstance)) {
            return StringSetValue.of(
                    members.stream().map(StringValue.class::cast).toList());
        }
        if (members.stream().allMatch(NumberValue.class::isInstance)) {
            return NumberSetValue.of(
                    members.stream().map(NumberValue.class::cast).toList());
        }
        throw new ItemException(ErrorCode.UNSUPPORTED, "A set of other values", " by the naive evaluator");
    }
}
