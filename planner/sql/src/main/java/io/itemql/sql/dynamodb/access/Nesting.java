package io.itemql.sql.dynamodb.access;

import io.itemql.condition.Update;
import io.itemql.condition.UpdateOperand;
import io.itemql.item.AttributeValue;
import io.itemql.item.Item;
import io.itemql.item.ItemLimits;
import io.itemql.item.ListValue;
import io.itemql.item.MapValue;

/** How deep values may be nested in what a statement writes: a value counts as a level, not only what holds it. */
final class Nesting {
    private Nesting() {}

    static void check(Item item) {
        item.attributes().values().forEach(value -> check(value, 1));
    }

    /** Checks the values that the statement itself holds, at the depth at which it puts them. */
    static void check(Update update) {
        for (Update.Set set : update.sets()) {
            if (set.value() instanceof UpdateOperand.Literal literal) {
                check(literal.value(), set.target().steps().size() + 1);
            }
        }
    }

    private static void check(AttributeValue value, int level) {
        if (level > ItemLimits.NESTING_LEVELS_MAX) {
            throw KeyChecks.refused("Nesting Levels have exceeded supported limits");
        }
        if (value instanceof ListValue list) {
            list.elements().forEach(element -> check(element, level + 1));
        } else if (value instanceof MapValue map) {
            map.entries().values().forEach(element -> check(element, level + 1));
        }
    }
}
