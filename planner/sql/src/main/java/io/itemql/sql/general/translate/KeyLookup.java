package io.itemql.sql.general.translate;

import io.itemql.plan.access.BatchGetPlan;
import io.itemql.plan.access.QueryPlan;
import io.itemql.plan.access.ReadPlan;
import io.itemql.plan.expression.Expression;
import io.itemql.plan.expression.Expressions;
import io.itemql.plan.join.InLeftKeys;
import io.itemql.plan.join.LeftKeys;
import io.itemql.plan.operator.Operator;
import io.itemql.sql.general.bind.ItemFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexNode;

/**
 * Tries one side of a join as look-ups: of its equalities with the other side remains the condition that it has one of
 * the keys of a page of rows. Only if that makes the side a key access is anything gained.
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
     * @param leftKeys where it finds the keys
     * @param outerKeys what they are on the other side, over its rows
     * @param innerKeys what they are on this side, over the row of the join
     * @param remainder conditions that must be applied above
     */
    record Found(
            Rows rows,
            LeftKeys leftKeys,
            List<Expression> outerKeys,
            List<RexNode> innerKeys,
            List<RexNode> remainder) {}

    /** The inner side by key; empty if the conditions do not name its key. */
    static Optional<Found> find(Translator translator, Sided sided, List<RexNode> conditions) {
        List<RexNode> outerKeys = new ArrayList<>();
        List<RexNode> innerKeys = new ArrayList<>();
        List<RexNode> remainder = new ArrayList<>();
        for (RexNode condition : conditions) {
            // Only equalities can name keys; ranges would too, but rarely pay.
            Conditions.equality(condition, sided.isOuter(), sided.inner()::has)
                    .ifPresentOrElse(
                            equality -> {
                                outerKeys.add(equality.left());
                                innerKeys.add(equality.right());
                            },
                            () -> remainder.add(condition));
        }
        if (innerKeys.isEmpty()) {
            return Optional.empty();
        }
        List<Expression> keys =
                new RexExpressions(translator.correlations(), sided.outer(), Names.of(sided.join())).all(outerKeys);
        LeftKeys leftKeys = new LeftKeys();
        // Functions are equal if their names are, and this one is equal to no other.
        ItemFunction inLeftKeys = ItemFunction.predicate(
                "IN LEFT KEYS " + translator.statement().nextNumber(), compared -> leftKeys.contains(compared, keys));
        List<RexNode> compared = innerKeys.stream()
                .map(key -> Conditions.shifted(key, -sided.inner().offset()))
                .toList();
        RexNode condition = sided.join().getCluster().getRexBuilder().makeCall(inLeftKeys, compared);
        Rows rows = translator.translate(sided.inner().rel(), sided.inner().wish(List.of(condition)));
        return isByKey(rows.operator(), leftKeys)
                ? Optional.of(new Found(rows, leftKeys, keys, innerKeys, remainder))
                : Optional.empty();
    }

    /** True if the rows come from one key access by the keys of the page. */
    private static boolean isByKey(Operator operator, LeftKeys leftKeys) {
        if (operator instanceof ReadPlan read) {
            boolean byKey = read instanceof BatchGetPlan || read instanceof QueryPlan;
            return byKey && read.keyConditions().stream().anyMatch(condition -> reads(condition, leftKeys));
        }
        return operator.inputs().size() == 1 && isByKey(operator.inputs().get(0), leftKeys);
    }

    private static boolean reads(Expression condition, LeftKeys leftKeys) {
        return Expressions.anyMatch(
                condition,
                part -> part instanceof InLeftKeys keys && keys.keys().equals(leftKeys));
    }
}
