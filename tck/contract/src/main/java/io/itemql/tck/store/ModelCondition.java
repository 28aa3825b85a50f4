package io.itemql.tck.store;

import io.itemql.condition.ComparisonOperator;
import io.itemql.condition.Condition;
import io.itemql.condition.Operand;
import io.itemql.item.AttributePath;
import io.itemql.item.AttributeType;
import io.itemql.item.AttributeValue;
import java.util.List;
import java.util.Map;

/** A condition twice: as the store gets it, and as a plain test of the model's own. */
sealed interface ModelCondition {
    boolean holds(Map<String, AttributeValue> item);

    Condition toCondition();

    /** {@code attribute op value}. */
    record Comparison(String attribute, ComparisonOperator operator, AttributeValue value) implements ModelCondition {
        @Override
        public boolean holds(Map<String, AttributeValue> item) {
            AttributeValue actual = item.get(attribute);
            Integer order = actual == null ? null : ModelValues.compare(actual, value);
            return switch (operator) {
                case EQUAL -> value.equals(actual);
                case NOT_EQUAL -> !value.equals(actual);
                case LESS -> order != null && order < 0;
                case LESS_OR_EQUAL -> order != null && order <= 0;
                case GREATER -> order != null && order > 0;
                case GREATER_OR_EQUAL -> order != null && order >= 0;
            };
        }

        @Override
        public Condition toCondition() {
            return Condition.compare(Operand.path(attribute), operator, Operand.value(value));
        }
    }

    /** {@code attribute IN (values)}. */
    record OneOf(String attribute, List<AttributeValue> values) implements ModelCondition {
        @Override
        public boolean holds(Map<String, AttributeValue> item) {
            return item.get(attribute) != null && values.contains(item.get(attribute));
        }

        @Override
        public Condition toCondition() {
            return new Condition.In(
                    Operand.path(attribute), values.stream().map(Operand::value).toList());
        }
    }

    /** {@code attribute_exists(attribute)}. */
    record Exists(String attribute) implements ModelCondition {
        @Override
        public boolean holds(Map<String, AttributeValue> item) {
            return item.containsKey(attribute);
        }

        @Override
        public Condition toCondition() {
            return Condition.exists(AttributePath.of(attribute));
        }
    }

    /** {@code attribute_type(attribute, type)}. */
    record HasType(String attribute, AttributeType type) implements ModelCondition {
        @Override
        public boolean holds(Map<String, AttributeValue> item) {
            return item.containsKey(attribute) && item.get(attribute).type() == type;
        }

        @Override
        public Condition toCondition() {
            return new Condition.HasType(AttributePath.of(attribute), type);
        }
    }

    /** {@code begins_with(attribute, prefix)}. */
    record BeginsWith(String attribute, AttributeValue prefix) implements ModelCondition {
        @Override
        public boolean holds(Map<String, AttributeValue> item) {
            return item.containsKey(attribute) && ModelValues.beginsWith(item.get(attribute), prefix);
        }

        @Override
        public Condition toCondition() {
            return new Condition.BeginsWith(Operand.path(attribute), Operand.value(prefix));
        }
    }

    /** Both hold. */
    record Both(ModelCondition one, ModelCondition two) implements ModelCondition {
        @Override
        public boolean holds(Map<String, AttributeValue> item) {
            return one.holds(item) && two.holds(item);
        }

        @Override
        public Condition toCondition() {
            return new Condition.And(List.of(one.toCondition(), two.toCondition()));
        }
    }

    /** At least one holds. */
    record Either(ModelCondition one, ModelCondition two) implements ModelCondition {
        @Override
        public boolean holds(Map<String, AttributeValue> item) {
            return one.holds(item) || two.holds(item);
        }

        @Override
        public Condition toCondition() {
            return new Condition.Or(List.of(one.toCondition(), two.toCondition()));
        }
    }

    /** It does not hold. */
    record Negation(ModelCondition inner) implements ModelCondition {
        @Override
        public boolean holds(Map<String, AttributeValue> item) {
            return !inner.holds(item);
        }

        @Override
        public Condition toCondition() {
            return new Condition.Not(inner.toCondition());
        }
    }
}
