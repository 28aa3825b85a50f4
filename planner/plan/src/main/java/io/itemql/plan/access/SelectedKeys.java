package io.itemql.plan.access;

import io.itemql.condition.ComparisonOperator;
import io.itemql.plan.expression.ArrayRow;
import io.itemql.plan.expression.Expression;
import io.itemql.plan.expression.Expressions;
import io.itemql.plan.expression.Literal;
import io.itemql.plan.operator.Execution;
import io.itemql.plan.operator.SessionOptions.ScanPolicy;
import io.itemql.plan.subquery.SubQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Keys that a sub-query gives, as in {@code id IN (SELECT …)}. Among the values of a key condition, the sub-query
 * stands for all values of its rows; which those are, and whether they are few enough to look them up, only an
 * execution shows.
 */
final class SelectedKeys {
    /** One look-up by key costs about as much as reading so many items in a scan. */
    private static final long LOOKUP_COST = 4;

    /** Look-ups that cost no more than this are made without asking how large the table is. */
    private static final long COST_IGNORED = 100;

    private SelectedKeys() {}

    /**
     * The sub-query of a condition that a row of key attributes is among its rows; empty if it is another condition.
     */
    static Optional<SubQuery> of(Expression condition) {
        return condition instanceof SubQuery query
                        && query.kind() == SubQuery.Kind.ANY
                        && query.comparison() == ComparisonOperator.EQUAL
                        && query.arguments().stream().allMatch(Expressions::isConstant)
                ? Optional.of(query)
                : Optional.empty();
    }

    /** True if the value stands for those of a sub-query's rows. */
    static boolean isSelected(Expression value) {
        return of(value).isPresent();
    }

    /**
     * The values with those of the rows in place of each sub-query; empty if they are so many that a scan is cheaper,
     * or more than are looked up at all.
     */
    static Optional<List<Expression>> values(List<Expression> values, TableRead read, Execution execution) {
        if (values.stream().noneMatch(SelectedKeys::isSelected)) {
            return Optional.of(values);
        }
        List<Expression> all = new ArrayList<>();
        for (Expression value : values) {
            Optional<SubQuery> query = of(value);
            if (query.isEmpty()) {
                all.add(value);
                continue;
            }
            query.get().rows(execution.evaluation()).forEach(row -> all.add(new Literal(row.get(0))));
        }
        return few(all.size(), read, execution) ? Optional.of(all) : Optional.empty();
    }

    /**
     * The keys with those of the rows in place of each sub-query; empty where {@link #values} is: a scan is cheaper, or
     * they are more than are looked up at all.
     */
    static Optional<List<KeyExpression>> keys(List<KeyExpression> keys, TableRead read, Execution execution) {
        if (keys.stream().noneMatch(SelectedKeys::isSelected)) {
            return Optional.of(keys);
        }
        List<KeyExpression> all = new ArrayList<>();
        for (KeyExpression key : keys) {
            expand(key, all, execution);
            if (all.size() > KeyConditions.KEYS_MAX) {
                return Optional.empty();
            }
        }
        return few(all.size(), read, execution) ? Optional.of(all) : Optional.empty();
    }

    private static boolean isSelected(KeyExpression key) {
        return isSelected(key.partition())
                || key.sort().filter(SelectedKeys::isSelected).isPresent();
    }

    private static void expand(KeyExpression key, List<KeyExpression> into, Execution execution) {
        Optional<SubQuery> partition = of(key.partition());
        if (partition.isPresent() && partition.get().compared().size() == 2) {
            // One sub-query gives both attributes of the key.
            for (ArrayRow row : partition.get().rows(execution.evaluation())) {
                into.add(KeyExpression.of(new Literal(row.get(0)), new Literal(row.get(1))));
            }
            return;
        }
        for (Expression first : expanded(key.partition(), execution)) {
            if (key.sort().isEmpty()) {
                into.add(KeyExpression.of(first));
            } else {
                expanded(key.sort().get(), execution).forEach(second -> into.add(KeyExpression.of(first, second)));
            }
        }
    }

    private static List<Expression> expanded(Expression value, Execution execution) {
        Optional<SubQuery> query = of(value);
        if (query.isEmpty()) {
            return List.of(value);
        }
        List<Expression> values = new ArrayList<>();
        query.get().rows(execution.evaluation()).forEach(row -> values.add(new Literal(row.get(0))));
        return values;
    }

    private static boolean few(int lookups, TableRead read, Execution execution) {
        if (lookups > KeyConditions.KEYS_MAX) {
            return false;
        }
        return execution.options().scan().mode() != ScanPolicy.Mode.ALLOW
                || lookups * LOOKUP_COST <= COST_IGNORED
                || lookups * LOOKUP_COST
                        <= execution.store().statistics(read.table()).itemCount();
    }
}
