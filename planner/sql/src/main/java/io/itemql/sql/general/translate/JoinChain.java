package io.itemql.sql.general.translate;

import io.itemql.plan.expression.And;
import io.itemql.plan.expression.Expression;
import io.itemql.plan.join.Correlate;
import io.itemql.plan.join.HashJoin;
import io.itemql.plan.join.JoinKind;
import io.itemql.plan.join.NestedLoopJoin;
import io.itemql.plan.operator.Filter;
import io.itemql.plan.operator.Operator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rex.RexNode;

/**
 * Translates a chain of inner joins: any order of its inputs gives the same rows, so it begins with the input of which
 * fewest rows are expected, and goes on with the cheapest that a condition connects. Used once, by one thread.
 */
final class JoinChain {
    /** One look-up by key costs about as much as reading so many items in a scan. */
    private static final double LOOKUP_COST = 4;

    private final Translator translator;
    private final Join root;
    private final List<Factor> factors = new ArrayList<>();
    private final List<RexNode> pending = new ArrayList<>();
    private final Disjunctions disjunctions;
    private final List<String> names;
    private final int width;

    JoinChain(Translator translator, Join root) {
        this.translator = translator;
        this.root = root;
        this.disjunctions = new Disjunctions(root.getCluster().getRexBuilder());
        this.names = Names.of(root);
        this.width = names.size();
    }

    static boolean isInner(RelNode rel) {
        return rel instanceof Join join
                && join.getJoinType() == JoinRelType.INNER
                && join.getVariablesSet().isEmpty();
    }

    /** The state of the chain so far. Its columns are those of the chain's whole row. */
    private record Joined(Rows rows, List<Factor> factors) {
        boolean has(int field) {
            return factors.stream().anyMatch(factor -> factor.has(field));
        }
    }

    /** One way to go on. */
    private record Step(Factor factor, Rows rows, double cost, boolean connected) {}

    Rows translate(Wish wish) {
        flatten(root, 0);
        pending.addAll(disjunctions.factored(wish.conditions()));
        distribute(wish);
        List<Rows> alone = factors.stream()
                .map(factor -> translator.translate(factor.rel(), factor.wish()))
                .toList();
        int first = 0;
        for (int i = 1; i < factors.size(); i++) {
            if (alone.get(i).estimate() < alone.get(first).estimate()) {
                first = i;
            }
        }
        Joined joined = new Joined(wide(factors.get(first), alone.get(first)), List.of(factors.get(first)));
        while (joined.factors().size() < factors.size()) {
            joined = next(joined, alone);
        }
        return joined.rows();
    }

    private void flatten(RelNode rel, int offset) {
        if (!isInner(rel)) {
            factors.add(new Factor(rel, offset));
            return;
        }
        Join join = (Join) rel;
        for (RexNode condition : disjunctions.factored(join.getCondition())) {
            pending.add(Conditions.shifted(condition, offset));
        }
        flatten(join.getLeft(), offset);
        flatten(join.getRight(), offset + join.getLeft().getRowType().getFieldCount());
    }

    /** Gives each condition on one input to that input, and tells the inputs what of them is read above. */
    private void distribute(Wish wish) {
        pending.addAll(Equals.implied(root, pending));
        List<RexNode> connecting = new ArrayList<>();
        for (RexNode condition : pending) {
            Optional<Factor> only = factors.stream()
                    .filter(factor -> Fields.within(condition, factor.offset(), factor.end()))
                    .findFirst();
            if (only.isPresent()) {
                only.get().take(condition);
            } else {
                connecting.add(condition);
                Fields.of(condition).forEach(this::need);
                factors.forEach(factor -> takeImplied(condition, factor));
            }
        }
        wish.needed().forEach(this::need);
        pending.clear();
        pending.addAll(connecting);
    }

    /** Gives an input what an OR over several inputs demands of it; the OR itself stays. */
    private void takeImplied(RexNode condition, Factor factor) {
        disjunctions
                .implied(
                        condition,
                        part -> !Fields.of(part).isEmpty() && Fields.within(part, factor.offset(), factor.end()))
                .ifPresent(factor::take);
    }

    private void need(int field) {
        factors.stream().filter(factor -> factor.has(field)).forEach(factor -> factor.need(field));
    }

    private Rows wide(Factor factor, Rows rows) {
        return new Rows(
                rows.operator(), rows.columns().at(factor.offset(), width), rows.estimate(), rows.cost(), false);
    }

    private Joined next(Joined joined, List<Rows> alone) {
        Step best = null;
        for (int i = 0; i < factors.size(); i++) {
            Factor factor = factors.get(i);
            if (joined.factors().contains(factor)) {
                continue;
            }
            Step step = step(joined, factor, wide(factor, alone.get(i)));
            boolean better = best == null
                    || (step.connected() && !best.connected())
                    || (step.connected() == best.connected() && step.cost() < best.cost());
            if (better) {
                best = step;
            }
        }
        List<Factor> more = new ArrayList<>(joined.factors());
        more.add(best.factor());
        Joined now = new Joined(best.rows(), more);
        pending.removeAll(applicable(now));
        return now;
    }

    /** The conditions that can be decided with the inputs joined so far. */
    private List<RexNode> applicable(Joined joined) {
        return pending.stream()
                .filter(condition -> Fields.of(condition).stream().allMatch(joined::has))
                .toList();
    }

    private Step step(Joined joined, Factor factor, Rows right) {
        List<Factor> both = new ArrayList<>(joined.factors());
        both.add(factor);
        List<RexNode> conditions = applicable(new Joined(joined.rows(), both));
        Rows left = joined.rows();
        Rows byHash = hashed(joined, factor, right, conditions);
        double hashCost = left.cost() + right.cost() + left.estimate() + right.estimate();
        boolean connected = !conditions.isEmpty();
        if (!connected || left.estimate() * LOOKUP_COST >= right.cost()) {
            return new Step(factor, byHash, connected ? hashCost : left.estimate() * right.estimate(), connected);
        }
        Optional<Rows> byKey = lookedUp(joined, factor, conditions, right.cost());
        return byKey.map(rows -> new Step(factor, rows, rows.cost(), true))
                .orElse(new Step(factor, byHash, hashCost, true));
    }

    private Rows hashed(Joined joined, Factor factor, Rows right, List<RexNode> conditions) {
        Rows left = joined.rows();
        List<Conditions.Equality> equalities = new ArrayList<>();
        List<RexNode> others = new ArrayList<>();
        for (RexNode condition : conditions) {
            Conditions.equality(condition, joined::has, factor::has)
                    .ifPresentOrElse(equalities::add, () -> others.add(condition));
        }
        // The smaller side is kept in memory: it goes to the right.
        boolean swap = left.estimate() < right.estimate();
        Rows streamed = swap ? right : left;
        Rows kept = swap ? left : right;
        Columns columns = Columns.merged(
                streamed.columns(), 0, kept.columns(), streamed.operator().width());
        RexExpressions overBoth = new RexExpressions(translator.correlations(), columns, names);
        Expression condition = And.of(overBoth.all(others));
        double estimate = Estimates.filtered(
                Estimates.joined(left.estimate(), right.estimate(), !equalities.isEmpty()), others.size());
        Operator operator;
        if (equalities.isEmpty()) {
            operator = new NestedLoopJoin(streamed.operator(), kept.operator(), JoinKind.INNER, condition);
        } else {
            RexExpressions overLeft = new RexExpressions(translator.correlations(), left.columns(), names);
            RexExpressions overRight = new RexExpressions(translator.correlations(), right.columns(), names);
            List<Expression> leftKeys = overLeft.all(
                    equalities.stream().map(Conditions.Equality::left).toList());
            List<Expression> rightKeys = overRight.all(
                    equalities.stream().map(Conditions.Equality::right).toList());
            operator = new HashJoin(
                    streamed.operator(),
                    kept.operator(),
                    JoinKind.INNER,
                    swap ? rightKeys : leftKeys,
                    swap ? leftKeys : rightKeys,
                    condition,
                    false);
        }
        return new Rows(operator, columns, estimate, left.cost() + right.cost(), false);
    }

    /** The join by key look-ups, if the conditions name the other side's key and that is cheaper. */
    private Optional<Rows> lookedUp(Joined joined, Factor factor, List<RexNode> conditions, double scanCost) {
        Rows left = joined.rows();
        KeyLookup.Sided sided = new KeyLookup.Sided(root, left.columns(), factor, joined::has);
        Optional<KeyLookup.Found> found = KeyLookup.find(translator, sided, conditions);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Rows right = found.get().rows();
        double cost = left.cost() + left.estimate() * (LOOKUP_COST + right.cost());
        if (cost >= left.cost() + scanCost + left.estimate()) {
            return Optional.empty();
        }
        Operator operator =
                Correlate.of(left.operator(), right.operator(), found.get().number(), JoinKind.INNER);
        Columns columns = Columns.merged(
                left.columns(),
                0,
                right.columns().at(factor.offset(), width),
                left.operator().width());
        RexExpressions overBoth = new RexExpressions(translator.correlations(), columns, names);
        Operator filtered = Filter.of(operator, overBoth.all(found.get().remainder()));
        return Optional.of(new Rows(filtered, columns, Math.max(1, left.estimate() * right.estimate()), cost, false));
    }
}
