package io.itemql.sql.general.translate;

import io.itemql.plan.access.BatchGetPlan;
import io.itemql.plan.access.GetPlan;
import io.itemql.plan.access.QueryPlan;
import io.itemql.plan.access.ReadPlan;
import io.itemql.plan.expression.Expression;
import io.itemql.plan.expression.Expressions;
import io.itemql.plan.expression.OuterColumn;
import io.itemql.plan.operator.Operator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;

/**
 * Tries one side of a join as look-ups: its conditions with the other side become conditions with an outer row. Only if
 * they make the side a key access is anything gained.
 */
final class KeyLookup {
    private KeyLookup() {}

    /**
     * The two sides.
     *
     * @param join whose row the conditions are over
     * @param outer where the fields of the other side stand in its rows
     * @param inner the side that would be looked up
     * @param isOuter whether a field of the join's row is one of the other side
     */
    record Sided(RelNode join, Columns outer, Factor inner, IntPredicate isOuter) {}

    /**
     * A side that is a key access.
     *
     * @param number the correlation under which it finds the outer row
     * @param remainder conditions that must be applied above
     */
    record Found(Rows rows, int number, List<RexNode> remainder) {}

    /** The inner side by key; empty if the conditions do not name its key. */
    static Optional<Found> find(Translator translator, Sided sided, List<RexNode> conditions) {
        CorrelationId id = sided.join().getCluster().createCorrel();
        int number = translator.statement().nextNumber();
        List<RexNode> correlated = new ArrayList<>();
        List<RexNode> remainder = new ArrayList<>();
        for (RexNode condition : conditions) {
            // Only equalities can name keys; ranges would too, but rarely pay.
            boolean equality = Conditions.equality(condition, sided.isOuter(), sided.inner()::has)
                    .isPresent();
            if (equality) {
                correlated.add(correlated(condition, sided, id));
            } else {
                remainder.add(condition);
            }
        }
        if (correlated.isEmpty()) {
            return Optional.empty();
        }
        translator.correlations().enter(id, number, sided.outer());
        try {
            Rows rows = translator.translate(sided.inner().rel(), sided.inner().wish(correlated));
            return isByKey(rows.operator(), number)
                    ? Optional.of(new Found(rows, number, remainder))
                    : Optional.empty();
        } finally {
            translator.correlations().leave(id);
        }
    }

    private static RexNode correlated(RexNode condition, Sided sided, CorrelationId id) {
        RexBuilder builder = sided.join().getCluster().getRexBuilder();
        RexNode row = builder.makeCorrel(sided.join().getRowType(), id);
        return condition.accept(new RexShuttle() {
            @Override
            public RexNode visitInputRef(RexInputRef field) {
                return sided.inner().has(field.getIndex())
                        ? new RexInputRef(field.getIndex() - sided.inner().offset(), field.getType())
                        : builder.makeFieldAccess(row, field.getIndex());
            }
        });
    }

    /** True if the rows come from one key access that uses the outer row. */
    private static boolean isByKey(Operator operator, int number) {
        if (operator instanceof ReadPlan read) {
            boolean byKey = read instanceof GetPlan || read instanceof BatchGetPlan || read instanceof QueryPlan;
            return byKey && read.keyConditions().stream().anyMatch(condition -> readsOuter(condition, number));
        }
        return operator.inputs().size() == 1 && isByKey(operator.inputs().get(0), number);
    }

    private static boolean readsOuter(Expression condition, int number) {
        return Expressions.anyMatch(
                condition, part -> part instanceof OuterColumn column && column.correlation() == number);
    }
}
