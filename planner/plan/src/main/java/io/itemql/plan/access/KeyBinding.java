package io.itemql.plan.access;

import io.itemql.item.AttributeType;
import io.itemql.item.AttributeValue;
import io.itemql.item.BinaryValue;
import io.itemql.item.ItemLimits;
import io.itemql.item.ItemSize;
import io.itemql.item.NumberValue;
import io.itemql.item.StringValue;
import io.itemql.item.Value;
import io.itemql.plan.expression.ArrayRow;
import io.itemql.plan.expression.Expression;
import io.itemql.plan.operator.Execution;
import io.itemql.table.KeyAttribute;

/**
 * The value of a key attribute in one execution.
 *
 * @param value the value if it is of the key's type; otherwise {@code null}
 * @param inexact true for a date or the like, which may equal several texts: keys cannot be looked up by it
 */
record KeyBinding(AttributeValue value, boolean inexact) {
    private static final KeyBinding NEVER = new KeyBinding(null, false);
    private static final KeyBinding INEXACT = new KeyBinding(null, true);

    /** True if no key compares with the value. */
    boolean isNever() {
        return value == null && !inexact;
    }

    /** Evaluates a value that a key is compared with; one of another type matches nothing, and the user is told. */
    static KeyBinding of(Expression expression, KeyAttribute key, Execution execution) {
        return of(expression, key, false, execution);
    }

    /**
     * The same for a key of a table or of an index.
     *
     * @param chosen whether the planner chose the index: an item whose attribute has another type is then in the table all
     *     the same, so a value of another type is inexact
     */
    static KeyBinding of(Expression expression, KeyAttribute key, boolean chosen, Execution execution) {
        Value value = expression.evaluate(ArrayRow.EMPTY, execution.evaluation());
        if (value == null || value.isNull()) {
            return NEVER;
        }
        if (!(value instanceof AttributeValue attribute)) {
            return chosen || key.type() == AttributeType.S ? INEXACT : NEVER;
        }
        if (chosen && attribute.type() != key.type()) {
            return INEXACT;
        }
        if (attribute.type() != key.type()) {
            execution.warn("Key " + key.name() + " has type " + key.type() + " and is compared with a value of type "
                    + attribute.type() + ", which no item matches");
            return NEVER;
        }
        return new KeyBinding(attribute, false);
    }

    /** True if a key attribute can hold the value: it is neither empty nor too long, which no number is. */
    static boolean canBeKey(AttributeValue value, boolean partition) {
        if (value instanceof NumberValue) {
            return true;
        }
        return !isEmpty(value)
                && ItemSize.of(value)
                        <= (partition ? ItemLimits.PARTITION_KEY_BYTES_MAX : ItemLimits.SORT_KEY_BYTES_MAX);
    }

    /** True for the empty text and the empty binary, which come before all keys and are none themselves. */
    static boolean isEmpty(AttributeValue value) {
        return (value instanceof StringValue text && text.value().isEmpty())
                || (value instanceof BinaryValue bytes && bytes.length() == 0);
    }
}
