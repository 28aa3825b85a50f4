package io.itemql.plan.access;

import io.itemql.condition.ComparisonOperator;
import io.itemql.item.AttributeValue;
import io.itemql.item.ValueOrder;
import io.itemql.plan.expression.Expression;
import io.itemql.plan.operator.Execution;
import io.itemql.store.SortKeyRange;
import io.itemql.table.KeyAttribute;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Which sort keys a query reads: those that fulfil all bounds, or those that begin with a prefix.
 *
 * @param bounds comparisons {@code sort key op value}, any but {@code <>}
 * @param prefix only without bounds
 */
public record SortCondition(List<Bound> bounds, Optional<Expression> prefix) {
    /** Every sort key. */
    public static final SortCondition ALL = new SortCondition(List.of(), Optional.empty());

    /** One comparison of the sort key. */
    public record Bound(ComparisonOperator operator, Expression value) {
        public Bound {
            Objects.requireNonNull(operator, "operator");
            Objects.requireNonNull(value, "value");
        }
    }

    public SortCondition {
        bounds = List.copyOf(bounds);
        if (prefix.isPresent() && !bounds.isEmpty()) {
            throw new IllegalArgumentException("a prefix and bounds");
        }
    }

    /**
     * The range in one execution.
     *
     * @param range {@code null} if no key can be in it, or if it is inexact
     */
    record Binding(SortKeyRange range, boolean inexact) {
        static final Binding NEVER = new Binding(null, false);
        static final Binding INEXACT = new Binding(null, true);
    }

    /**
     * The range in one execution.
     *
     * @param chosen as in {@link KeyBinding#of(Expression, KeyAttribute, boolean, Execution)}
     */
    Binding bind(KeyAttribute key, boolean chosen, Execution execution) {
        if (prefix.isPresent()) {
            KeyBinding start = KeyBinding.of(prefix.get(), key, chosen, execution);
            if (start.value() == null) {
                return start.inexact() ? Binding.INEXACT : Binding.NEVER;
            }
            return new Binding(
                    KeyBinding.isEmpty(start.value()) ? SortKeyRange.ALL : SortKeyRange.beginsWith(start.value()),
                    false);
        }
        Range range = new Range();
        for (Bound bound : bounds) {
            KeyBinding binding = KeyBinding.of(bound.value(), key, chosen, execution);
            if (binding.value() == null) {
                return binding.inexact() ? Binding.INEXACT : Binding.NEVER;
            }
            range.narrow(bound.operator(), binding.value());
        }
        return range.isEmpty() ? Binding.NEVER : new Binding(range.toSortKeyRange(), false);
    }

    /** The intersection of bounds. */
    private static final class Range {
        private AttributeValue lower;
        private boolean lowerInclusive = true;
        private AttributeValue upper;
        private boolean upperInclusive = true;

        void narrow(ComparisonOperator operator, AttributeValue value) {
            switch (operator) {
                case EQUAL -> {
                    raise(value, true);
                    sink(value, true);
                }
                case GREATER -> raise(value, false);
                case GREATER_OR_EQUAL -> raise(value, true);
                case LESS -> sink(value, false);
                case LESS_OR_EQUAL -> sink(value, true);
                case NOT_EQUAL -> throw new IllegalArgumentException("<> is no bound");
            }
        }

        private void raise(AttributeValue value, boolean inclusive) {
            int order = lower == null ? 1 : ValueOrder.compareSameType(value, lower);
            if (order > 0 || (order == 0 && !inclusive)) {
                lower = value;
                lowerInclusive = inclusive;
            }
        }

        private void sink(AttributeValue value, boolean inclusive) {
            int order = upper == null ? -1 : ValueOrder.compareSameType(value, upper);
            if (order < 0 || (order == 0 && !inclusive)) {
                upper = value;
                upperInclusive = inclusive;
            }
        }

        boolean isEmpty() {
            if (upper != null && KeyBinding.isEmpty(upper)) {
                return true;
            }
            if (lower == null || upper == null) {
                return false;
            }
            int order = ValueOrder.compareSameType(lower, upper);
            return order > 0 || (order == 0 && !(lowerInclusive && upperInclusive));
        }

        SortKeyRange toSortKeyRange() {
            AttributeValue from = lower != null && KeyBinding.isEmpty(lower) ? null : lower;
            return from == null && upper == null
                    ? SortKeyRange.ALL
                    : SortKeyRange.between(from, lowerInclusive, upper, upperInclusive);
        }
    }
}
