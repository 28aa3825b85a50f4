package io.itemql.condition;

import io.itemql.item.AttributePath;
import io.itemql.item.AttributeType;
import io.itemql.item.AttributeValue;
import io.itemql.item.BinarySetValue;
import io.itemql.item.BinaryValue;
import io.itemql.item.ListValue;
import io.itemql.item.NumberSetValue;
import io.itemql.item.NumberValue;
import io.itemql.item.StringSetValue;
import io.itemql.item.StringValue;
import io.itemql.item.ValueOrder;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * A condition on one item, true or false. Used as write condition and as filter of a read.
 *
 * <p>{@code toString} is the form that EXPLAIN shows.
 */
public sealed interface Condition {
    /** Whether the condition holds for an item; a missing item is a source that resolves nothing. */
    boolean test(AttributeSource source);

    /** {@code left op right}. Across types and with a missing side only {@code <>} is true. */
    record Compare(ComparisonOperator operator, Operand left, Operand right) implements Condition {
        public Compare {
            Objects.requireNonNull(operator, "operator");
            Objects.requireNonNull(left, "left");
            Objects.requireNonNull(right, "right");
        }

        @Override
        public boolean test(AttributeSource source) {
            return holds(operator, left.evaluate(source), right.evaluate(source));
        }

        /** The comparison of two values, either of which may be missing ({@code null}). */
        public static boolean holds(ComparisonOperator operator, AttributeValue a, AttributeValue b) {
            if (operator == ComparisonOperator.EQUAL) {
                return a != null && a.equals(b);
            }
            if (operator == ComparisonOperator.NOT_EQUAL) {
                return a == null || !a.equals(b);
            }
            return a != null
                    && b != null
                    && ValueOrder.comparable(a, b)
                    && operator.accepts(ValueOrder.compareSameType(a, b));
        }

        @Override
        public String toString() {
            return left + " " + operator + " " + right;
        }
    }

    /** {@code operand BETWEEN low AND high}, both ends included. */
    record Between(Operand operand, Operand low, Operand high) implements Condition {
        @Override
        public boolean test(AttributeSource source) {
            AttributeValue value = operand.evaluate(source);
            return Compare.holds(ComparisonOperator.GREATER_OR_EQUAL, value, low.evaluate(source))
                    && Compare.holds(ComparisonOperator.LESS_OR_EQUAL, value, high.evaluate(source));
        }

        @Override
        public String toString() {
            return operand + " BETWEEN " + low + " AND " + high;
        }
    }

    /** {@code operand IN (candidates)}. */
    record In(Operand operand, List<Operand> candidates) implements Condition {
        public In {
            candidates = List.copyOf(candidates);
        }

        @Override
        public boolean test(AttributeSource source) {
            AttributeValue value = operand.evaluate(source);
            if (value == null) {
                return false;
            }
            for (Operand candidate : candidates) {
                if (value.equals(candidate.evaluate(source))) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public String toString() {
            return operand + " IN "
                    + candidates.stream().map(Object::toString).collect(Collectors.joining(", ", "(", ")"));
        }
    }

    /** {@code attribute_exists(path)}; an attribute that is NULL exists. */
    record Exists(AttributePath path) implements Condition {
        @Override
        public boolean test(AttributeSource source) {
            return source.resolve(path) != null;
        }

        @Override
        public String toString() {
            return "attribute_exists(" + path + ")";
        }
    }

    /** {@code attribute_type(path, type)}. */
    record HasType(AttributePath path, AttributeType type) implements Condition {
        @Override
        public boolean test(AttributeSource source) {
            AttributeValue value = source.resolve(path);
            return value != null && value.type() == type;
        }

        @Override
        public String toString() {
            return "attribute_type(" + path + ", '" + type + "')";
        }
    }

    /** {@code begins_with(operand, prefix)} on texts or on binaries. */
    record BeginsWith(Operand operand, Operand prefix) implements Condition {
        @Override
        public boolean test(AttributeSource source) {
            AttributeValue value = operand.evaluate(source);
            AttributeValue start = prefix.evaluate(source);
            if (value instanceof StringValue text && start instanceof StringValue textStart) {
                return text.value().startsWith(textStart.value());
            }
            return value instanceof BinaryValue bytes
                    && start instanceof BinaryValue bytesStart
                    && bytes.startsWith(bytesStart);
        }

        @Override
        public String toString() {
            return "begins_with(" + operand + ", " + prefix + ")";
        }
    }

    /**
     * {@code contains(operand, part)}: a substring, a subsequence of bytes, a member of a set, an element of a list.
     */
    record Contains(Operand operand, Operand part) implements Condition {
        @Override
        public boolean test(AttributeSource source) {
            AttributeValue whole = operand.evaluate(source);
            AttributeValue sought = part.evaluate(source);
            if (whole == null || sought == null) {
                return false;
            }
            return switch (whole.type()) {
                case S ->
                    sought instanceof StringValue text
                            && ((StringValue) whole).value().contains(text.value());
                case B -> sought instanceof BinaryValue bytes && ((BinaryValue) whole).contains(bytes);
                case L -> ((ListValue) whole).elements().contains(sought);
                case SS ->
                    sought instanceof StringValue text
                            && ((StringSetValue) whole).members().contains(text);
                case NS ->
                    sought instanceof NumberValue number
                            && ((NumberSetValue) whole).members().contains(number);
                case BS ->
                    sought instanceof BinaryValue bytes
                            && ((BinarySetValue) whole).members().contains(bytes);
                case N, BOOL, NULL, M -> false;
            };
        }

        @Override
        public String toString() {
            return "contains(" + operand + ", " + part + ")";
        }
    }

    /** All hold; true if there are none. */
    record And(List<Condition> conditions) implements Condition {
        public And {
            conditions = List.copyOf(conditions);
        }

        @Override
        public boolean test(AttributeSource source) {
            for (Condition condition : conditions) {
                if (!condition.test(source)) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public String toString() {
            return conditions.stream()
                    .map(part -> part instanceof Or ? "(" + part + ")" : part.toString())
                    .collect(Collectors.joining(" AND "));
        }
    }

    /** At least one holds; false if there are none. */
    record Or(List<Condition> conditions) implements Condition {
        public Or {
            conditions = List.copyOf(conditions);
        }

        @Override
        public boolean test(AttributeSource source) {
            for (Condition condition : conditions) {
                if (condition.test(source)) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public String toString() {
            return conditions.stream().map(Object::toString).collect(Collectors.joining(" OR "));
        }
    }

    /** The condition does not hold; plain negation, there is no third truth value. */
    record Not(Condition condition) implements Condition {
        @Override
        public boolean test(AttributeSource source) {
            return !condition.test(source);
        }

        @Override
        public String toString() {
            return "NOT (" + condition + ")";
        }
    }

    static Condition compare(Operand left, ComparisonOperator operator, Operand right) {
        return new Compare(operator, left, right);
    }

    static Condition exists(AttributePath path) {
        return new Exists(path);
    }

    /** {@code attribute_not_exists(path)}. */
    static Condition notExists(AttributePath path) {
        return new Not(new Exists(path));
    }

    static Condition and(List<Condition> conditions) {
        return conditions.size() == 1 ? conditions.get(0) : new And(conditions);
    }
}
