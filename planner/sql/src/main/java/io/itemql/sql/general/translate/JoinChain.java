package io.itemql.sql.general.translate;

import io.itemql.plan.expression.And;
import io.itemql.plan.expression.Expression;
import io.itemql.plan.join.HashJoin;
import io.itemql.plan.join.JoinKind;
import io.itemql.plan.join.LookupJoin;
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
 * Translates a chain of inner joins: any order of its inputs gives the same rows, so they are joined in the order that
 * {@link JoinOrder} finds best. Conditions that run a query for each row wait until the rows are few. Used once, by one
 * thread.
 */
final class JoinChain {
    /** One look-up by key costs about as much as reading so many items in a scan. */
    private static final double LOOKUP_COST = 4;

    private final Translator translator;
    private final Join root;
    private final List<Factor> factors = new ArrayList<>();
    private final List<RexNode> pending = new ArrayList<>();
    /** Conditions on one input that run a query for each different row of it. */
    private final List<RexNode> late = new ArrayList<>();

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

        Joined withRows(Rows others) {
            return new Joined(others, factors);
        }
    }

    Rows translate(Wish wish) {
        flatten(root, 0);
        pending.addAll(disjunctions.factored(wish.conditions()));
        distribute(wish);
        translator.join();
        List<Rows> alone = factors.stream()
                .map(factor -> translator.translate(factor.rel(), factor.wish()))
                .toList();
        DistinctValues distinct = new DistinctValues(translator.statement().tables());
        List<JoinOrder.Step> order = new JoinOrder(factors, alone, pending, distinct).best();
        Factor first = factors.get(order.get(0).factor());
        Joined joined = new Joined(wide(first, alone.get(order.get(0).factor())), List.of(first));
        // What the late conditions leave of the rows that were expected without them.
        double share = 1;
        for (JoinOrder.Step step : order.subList(1, order.size())) {
            double before = joined.rows().estimate();
            if (step.rows() * share > before) {
                joined = lateConditions(joined);
                share *= joined.rows().estimate() / before;
            }
            Factor factor = factors.get(step.factor());
            joined = next(joined, factor, wide(factor, alone.get(step.factor())), Math.max(1, step.rows() * share));
        }
        return lateConditions(joined).rows();
    }

    /** The rows that meet those late conditions that can be decided by now. */
    private Joined lateConditions(Joined joined) {
        List<RexNode> decidable = late.stream()
                .filter(condition -> Fields.of(condition).stream().allMatch(joined::has))
                .toList();
        late.removeAll(decidable);
        Rows rows = joined.rows();
        RexExpressions expressions = new RexExpressions(translator.correlations(), rows.columns(), names);
        return joined.withRows(rows.withOperator(Filter.of(rows.operator(), expressions.all(decidable)))
                .withEstimate(Estimates.filtered(rows.estimate(), decidable.size())));
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
            if (only.isPresent() && Conditions.isCorrelated(condition)) {
                late.add(condition);
                Fields.of(condition).forEach(this::need);
            } else if (only.isPresent()) {
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

    private Joined next(Joined joined, Factor factor, Rows right, double estimate) {
        List<Factor> more = new ArrayList<>(joined.factors());
        more.add(factor);
        List<RexNode> conditions = applicable(new Joined(joined.rows(), more));
        pending.removeAll(conditions);
        Rows rows = step(joined, factor, right, conditions).withEstimate(estimate);
        return new Joined(rows, more);
    }

    /** The conditions that can be decided with the inputs joined so far. */
    private List<RexNode> applicable(Joined joined) {
        return pending.stream()
                .filter(condition -> Fields.of(condition).stream().allMatch(joined::has))
                .toList();
    }

    private Rows step(Joined joined, Factor factor, Rows right, List<RexNode> conditions) {
        boolean few = joined.rows().estimate() * LOOKUP_COST < right.cost();
        Optional<Rows> byKey =
                few && !conditions.isEmpty() ? lookedUp(joined, factor, conditions, right.cost()) : Optional.empty();
        return byKey.orElseGet(() -> hashed(joined, factor, right, conditions));
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
        return new Rows(operator, columns, left.estimate(), left.cost() + right.cost(), false);
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
        Columns at = right.columns().at(factor.offset(), width);
        Columns columns = Columns.merged(left.columns(), 0, at, left.operator().width());
        Operator operator = new LookupJoin(
                left.operator(),
                right.operator(),
                found.get().leftKeys(),
                JoinKind.INNER,
                found.get().outerKeys(),
                new RexExpressions(translator.correlations(), at, names)
                        .all(found.get().innerKeys()),
                And.of(new RexExpressions(translator.correlations(), columns, names)
                        .all(found.get().remainder())));
        return Optional.of(new Rows(operator, columns, Math.max(1, left.estimate() * right.estimate()), cost, false));
    }
}
