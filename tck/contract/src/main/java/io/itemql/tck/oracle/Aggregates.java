package io.itemql.tck.oracle;

import io.itemql.item.AttributeValue;
import io.itemql.item.NumberValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Aggregate functions over the values of a group. NULL and MISSING are left out; SUM and AVG leave out what is no
 * number.
 */
final class Aggregates {
    private Aggregates() {}

    static AttributeValue compute(String name, boolean distinct, List<AttributeValue> values) {
        List<AttributeValue> present = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (AttributeValue value : values) {
            if (!Values.absent(value) && (!distinct || seen.add(Values.canonical(value)))) {
                present.add(value);
            }
        }
        return switch (name) {
            case "COUNT" -> NumberValue.of(present.size());
            case "MIN" -> present.stream().min(Values::compare).orElse(Logic.UNKNOWN);
            case "MAX" -> present.stream().max(Values::compare).orElse(Logic.UNKNOWN);
            default -> ofNumbers(name, present);
        };
    }

    private static AttributeValue ofNumbers(String name, List<AttributeValue> values) {
        BigDecimal sum = BigDecimal.ZERO;
        int count = 0;
        for (AttributeValue value : values) {
            if (value instanceof NumberValue number) {
                sum = sum.add(Values.decimal(number));
                count++;
            }
        }
        if (count == 0) {
            return Logic.UNKNOWN;
        }
        NumberValue total = Arithmetic.number(sum);
        return name.equals("SUM") ? total : Arithmetic.compute("/", total, NumberValue.of(count));
    }
}
