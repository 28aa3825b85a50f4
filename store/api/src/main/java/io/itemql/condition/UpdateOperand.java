package io.itemql.condition;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.AttributePath;
import io.itemql.item.AttributeValue;
import io.itemql.item.BoolValue;
import io.itemql.item.Item;
import io.itemql.item.ListValue;
import io.itemql.item.NumberValue;
import java.util.ArrayList;
import java.util.List;

/** What a SET action assigns, evaluated on the item as it was before the update. */
public sealed interface UpdateOperand {
    /**
     * The value for one item.
     *
     * @throws ItemException with {@link ErrorCode#MISSING_OPERAND} or {@link ErrorCode#INVALID_OPERAND_TYPE}
     */
    AttributeValue evaluate(Item item);

    /** The value that a path leads to, which must exist. */
    record Path(AttributePath path) implements UpdateOperand {
        @Override
        public AttributeValue evaluate(Item item) {
            AttributeValue value = path.resolve(item);
            if (value == null) {
                throw new ItemException(ErrorCode.MISSING_OPERAND, ": " + path);
            }
            return value;
        }

        @Override
        public String toString() {
            return path.toString();
        }
    }

    /** A fixed value. */
    record Literal(AttributeValue value) implements UpdateOperand {
        @Override
        public AttributeValue evaluate(Item item) {
            return value;
        }

        @Override
        public String toString() {
            return value.toString();
        }
    }

    /** {@code left + right}, numbers only. */
    record Plus(UpdateOperand left, UpdateOperand right) implements UpdateOperand {
        @Override
        public AttributeValue evaluate(Item item) {
            return number(left, item).add(number(right, item));
        }

        @Override
        public String toString() {
            return left + " + " + right;
        }
    }

    /** {@code left - right}, numbers only. */
    record Minus(UpdateOperand left, UpdateOperand right) implements UpdateOperand {
        @Override
        public AttributeValue evaluate(Item item) {
            return number(left, item).subtract(number(right, item));
        }

        @Override
        public String toString() {
            return left + " - " + right;
        }
    }

    /** Whether a condition holds, as a BOOL. */
    record Truth(Condition condition) implements UpdateOperand {
        @Override
        public AttributeValue evaluate(Item item) {
            return BoolValue.of(condition.test(AttributeSource.of(item)));
        }

        @Override
        public String toString() {
            return condition.toString();
        }
    }

    /** {@code if_not_exists(path, otherwise)}. */
    record IfNotExists(AttributePath path, UpdateOperand otherwise) implements UpdateOperand {
        @Override
        public AttributeValue evaluate(Item item) {
            AttributeValue value = path.resolve(item);
            return value == null ? otherwise.evaluate(item) : value;
        }

        @Override
        public String toString() {
            return "if_not_exists(" + path + ", " + otherwise + ")";
        }
    }

    /** {@code list_append(first, second)}, lists only. */
    record ListAppend(UpdateOperand first, UpdateOperand second) implements UpdateOperand {
        @Override
        public AttributeValue evaluate(Item item) {
            List<AttributeValue> elements = new ArrayList<>(list(first, item));
            elements.addAll(list(second, item));
            return new ListValue(elements);
        }

        private static List<AttributeValue> list(UpdateOperand operand, Item item) {
            AttributeValue value = operand.evaluate(item);
            if (value instanceof ListValue list) {
                return list.elements();
            }
            throw new ItemException(
                    ErrorCode.INVALID_OPERAND_TYPE,
                    ": list_append needs lists, and " + operand + " has type " + value.type());
        }

        @Override
        public String toString() {
            return "list_append(" + first + ", " + second + ")";
        }
    }

    private static NumberValue number(UpdateOperand operand, Item item) {
        AttributeValue value = operand.evaluate(item);
        if (value instanceof NumberValue number) {
            return number;
        }
        throw new ItemException(
                ErrorCode.INVALID_OPERAND_TYPE, ": + and - need numbers, and " + operand + " has type " + value.type());
    }
}
