package io.itemql.sql.general.translate;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.plan.access.Lookups;
import io.itemql.plan.expression.And;
import io.itemql.plan.expression.Expression;
import io.itemql.plan.join.HashJoin;
import io.itemql.plan.join.JoinKind;
import io.itemql.plan.join.LookupJoin;
import io.itemql.plan.join.NestedLoopJoin;
import io.itemql.plan.operator.Operator;
import io.itemql.plan.operator.Series;
import io.itemql.plan.operator.Unnest;
import io.itemql.plan.operator.Values;
import io.itemql.sql.general.bind.ElementsFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Uncollect;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;

/** Translates joins, lateral ones and UNNEST included. */
final class Joins {
    private static final double LOOKUP_COST = 4;

    /** How many elements a collection is taken to have. */
    private static final double ELEMENTS = 5;

    private final Translator translator;

    Joins(Translator translator) {
        this.translator = translator;
    }

    Rows join(Join join, Wish wish) {
        if (JoinChain.isInner(join)) {
            return new JoinChain(translator, join).translate(wish);
        }
        return switch (join.getJoinType()) {
            case LEFT, RIGHT, FULL -> outer(join, wish);
            default -> throw new ItemException(ErrorCode.UNSUPPORTED, join.getJoinType() + " JOIN", "");
        };
    }

    /** An outer join. RIGHT is LEFT with the sides exchanged: rows of the preserved side stream. */
    private Rows outer(Join join, Wish wish) {
        int leftWidth = join.getLeft().getRowType().getFieldCount();
        int width = join.getRowType().getFieldCount();
        Factor left = new Factor(join.getLeft(), 0);
        Factor right = new Factor(join.getRight(), leftWidth);
        boolean full = join.getJoinType() == JoinRelType.FULL;
        Factor preserved = join.getJoinType() == JoinRelType.RIGHT ? right : left;
        Factor optional = preserved == left ? right : left;
        List<RexNode> above = new ArrayList<>();
        for (RexNode condition : wish.conditions()) {
            if (!full && Fields.within(condition, preserved.offset(), preserved.end())) {
                preserved.take(condition);
            } else {
                above.add(condition);
            }
        }
        List<RexNode> on = new ArrayList<>();
        List<RexNode> stated = new Disjunctions(join.getCluster().getRexBuilder()).factored(join.getCondition());
        if (!full) {
            List<RexNode> known = new ArrayList<>(stated);
            known.addAll(wish.conditions());
            Equals.implied(join, known).stream()
                    .filter(condition -> Fields.within(condition, optional.offset(), optional.end()))
                    .forEach(optional::take);
        }
        for (RexNode condition : stated) {
            boolean ofOptional =
                    !Fields.of(condition).isEmpty() && Fields.within(condition, optional.offset(), optional.end());
            if (!full && ofOptional) {
                optional.take(condition);
            } else {
                on.add(condition);
            }
        }
        SortedSet<Integer> needed = new TreeSet<>(wish.needed());
        above.forEach(condition -> Fields.collect(condition, needed));
        on.forEach(condition -> Fields.collect(condition, needed));
        needed.forEach(field -> (left.has(field) ? left : right).need(field));
        Rows kept = wide(translator.translate(preserved.rel(), preserved.wish()), preserved, width);
        Rows rows = new OuterJoin(join, kept, preserved, optional, on, width).translate(full);
        return translator.filtered(join, rows, above);
    }

    private static Rows wide(Rows rows, Factor factor, int width) {
        return new Rows(
                rows.operator(), rows.columns().at(factor.offset(), width), rows.estimate(), rows.cost(), false);
    }

    /** An outer join whose conditions are sorted. */
    private final class OuterJoin {
        private final Join join;
        private final Rows preserved;
        private final Factor preservedFactor;
        private final Factor optionalFactor;
        private final List<RexNode> on;
        private final int width;
        private final List<String> names;

        OuterJoin(
                Join join, Rows preserved, Factor preservedFactor, Factor optionalFactor, List<RexNode> on, int width) {
            this.join = join;
            this.preserved = preserved;
            this.preservedFactor = preservedFactor;
            this.optionalFactor = optionalFactor;
            this.on = on;
            this.width = width;
            this.names = Names.of(join);
        }

        Rows translate(boolean full) {
            Rows optional =
                    wide(translator.translate(optionalFactor.rel(), optionalFactor.wish()), optionalFactor, width);
            if (!full && preserved.estimate() * LOOKUP_COST < optional.cost()) {
                Optional<Rows> byKey = lookedUp();
                if (byKey.isPresent()) {
                    return byKey.get();
                }
            }
            return hashed(optional, full ? JoinKind.FULL : JoinKind.LEFT);
        }

        private Rows hashed(Rows optional, JoinKind kind) {
            List<Conditions.Equality> equalities = new ArrayList<>();
            List<RexNode> others = new ArrayList<>();
            for (RexNode condition : on) {
                Conditions.equality(condition, preservedFactor::has, optionalFactor::has)
                        .ifPresentOrElse(equalities::add, () -> others.add(condition));
            }
            Columns columns = columns(optional);
            Expression condition = And.of(new RexExpressions(translator.correlations(), columns, names).all(others));
            Operator operator;
            if (equalities.isEmpty()) {
                operator = new NestedLoopJoin(preserved.operator(), optional.operator(), kind, condition);
            } else {
                operator = new HashJoin(
                        preserved.operator(),
                        optional.operator(),
                        kind,
                        new RexExpressions(translator.correlations(), preserved.columns(), names)
                                .all(equalities.stream()
                                        .map(Conditions.Equality::left)
                                        .toList()),
                        new RexExpressions(translator.correlations(), optional.columns(), names)
                                .all(equalities.stream()
                                        .map(Conditions.Equality::right)
                                        .toList()),
                        condition,
                        false);
            }
            double estimate = Estimates.joined(preserved.estimate(), optional.estimate(), !equalities.isEmpty());
            return new Rows(operator, columns, estimate, preserved.cost() + optional.cost(), false);
        }

        private Columns columns(Rows optional) {
            return Columns.merged(
                    preserved.columns(),
                    0,
                    optional.columns(),
                    preserved.operator().width());
        }

        private Optional<Rows> lookedUp() {
            KeyLookup.Sided sided =
                    new KeyLookup.Sided(join, preserved.columns(), optionalFactor, preservedFactor::has);
            Optional<KeyLookup.Found> found = KeyLookup.find(translator, sided, on);
            if (found.isEmpty()) {
                return Optional.empty();
            }
            Rows right = wide(found.get().rows(), optionalFactor, width);
            Columns columns = columns(right);
            Expression condition = And.of(new RexExpressions(translator.correlations(), columns, names)
                    .all(found.get().remainder()));
            Operator operator = new LookupJoin(
                    preserved.operator(),
                    right.operator(),
                    found.get().leftKeys(),
                    JoinKind.LEFT,
                    found.get().outerKeys(),
                    new RexExpressions(translator.correlations(), right.columns(), names)
                            .all(found.get().innerKeys()),
                    condition);
            double cost = preserved.cost() + preserved.estimate() * (LOOKUP_COST + right.cost());
            return Optional.of(
                    new Rows(operator, columns, preserved.estimate() * Math.max(1, right.estimate()), cost, false));
        }
    }

    /** A right side that reads the left row: LATERAL, UNNEST of a column, a path in FROM. */
    Rows correlate(Correlate correlate, Wish wish) {
        int leftWidth = correlate.getLeft().getRowType().getFieldCount();
        int width = correlate.getRowType().getFieldCount();
        List<RexNode> ofLeft = new ArrayList<>();
        List<RexNode> above = new ArrayList<>();
        for (RexNode condition : wish.conditions()) {
            (Fields.within(condition, 0, leftWidth) ? ofLeft : above).add(condition);
        }
        SortedSet<Integer> needed = new TreeSet<>(wish.needed());
        above.forEach(condition -> Fields.collect(condition, needed));
        SortedSet<Integer> leftNeeded = new TreeSet<>(needed.headSet(leftWidth));
        leftNeeded.addAll(Fields.outer(correlate.getRight(), correlate.getCorrelationId()));
        Rows left =
                translator.translate(correlate.getLeft(), Wish.of(leftNeeded).withConditions(ofLeft));
        Rows wideLeft = new Rows(left.operator(), left.columns().at(0, width), left.estimate(), left.cost(), false);
        boolean outer = correlate.getJoinType() == JoinRelType.LEFT;
        Optional<Uncollect> unnest = unnest(correlate.getRight());
        Rows rows = unnest.isPresent()
                ? unnested(correlate, unnest.get(), wideLeft, outer, width)
                : lateral(correlate, wideLeft, needed, outer, width);
        return translator.filtered(correlate, rows, above);
    }

    private Rows lateral(Correlate correlate, Rows left, SortedSet<Integer> needed, boolean outer, int width) {
        int leftWidth = correlate.getLeft().getRowType().getFieldCount();
        SortedSet<Integer> rightNeeded = new TreeSet<>();
        needed.tailSet(leftWidth).forEach(field -> rightNeeded.add(field - leftWidth));
        CorrelationId id = correlate.getCorrelationId();
        int number = translator.statement().nextNumber();
        translator.correlations().enter(id, number, left.columns());
        Rows right = translator.translate(correlate.getRight(), Wish.of(rightNeeded));
        translator.correlations().leave(id);
        Operator operator = io.itemql.plan.join.Correlate.of(
                left.operator(), Lookups.in(right.operator()), number, outer ? JoinKind.LEFT : JoinKind.INNER);
        Columns columns = Columns.merged(
                left.columns(),
                0,
                right.columns().at(leftWidth, width),
                left.operator().width());
        return new Rows(operator, columns, left.estimate() * right.estimate(), left.cost() + right.cost(), false);
    }

    /** The UNNEST that a node is, apart from renamings. */
    private static Optional<Uncollect> unnest(RelNode rel) {
        RelNode at = rel;
        while (at instanceof Project project && isIdentity(project)) {
            at = project.getInput();
        }
        return at instanceof Uncollect uncollect ? Optional.of(uncollect) : Optional.empty();
    }

    private static boolean isIdentity(Project project) {
        for (int i = 0; i < project.getProjects().size(); i++) {
            if (!(project.getProjects().get(i) instanceof RexInputRef field) || field.getIndex() != i) {
                return false;
            }
        }
        return project.getProjects().size() == project.getInput().getRowType().getFieldCount();
    }

    private Rows unnested(Correlate correlate, Uncollect uncollect, Rows left, boolean outer, int width) {
        CorrelationId id = correlate.getCorrelationId();
        RexShuttle ofLeftRow = new RexShuttle() {
            @Override
            public RexNode visitFieldAccess(RexFieldAccess access) {
                boolean ofLeft =
                        access.getReferenceExpr() instanceof RexCorrelVariable variable && variable.id.equals(id);
                return ofLeft ? new RexInputRef(access.getField().getIndex(), access.getType()) : access;
            }
        };
        List<RexNode> collections = ofLeftRow.apply(operands(uncollect));
        List<String> names = Names.of(correlate);
        RexExpressions expressions = new RexExpressions(translator.correlations(), left.columns(), names);
        Operator operator = elements(left.operator(), uncollect, expressions.all(collections), outer);
        int leftWidth = correlate.getLeft().getRowType().getFieldCount();
        Columns columns = Columns.merged(
                left.columns(),
                0,
                Columns.identity(width - leftWidth).at(leftWidth, width),
                left.operator().width());
        return new Rows(operator, columns, left.estimate() * ELEMENTS, left.cost(), false);
    }

    /** True if the elements are the entries of a map, each with its name. */
    static boolean isOfEntries(Uncollect uncollect) {
        return function(uncollect).filter(ElementsFunction::isOfEntries).isPresent();
    }

    private static Unnest.Form form(Uncollect uncollect) {
        if (isOfEntries(uncollect)) {
            return Unnest.Form.ENTRY;
        }
        return uncollect.withOrdinality ? Unnest.Form.ELEMENT_WITH_ORDINALITY : Unnest.Form.ELEMENT;
    }

    private static Operator elements(Operator input, Uncollect uncollect, List<Expression> operands, boolean outer) {
        return isOfSeries(uncollect)
                ? new Series(input, operands, function(uncollect).orElseThrow().place(), outer)
                : new Unnest(input, operands.get(0), form(uncollect), outer);
    }

    /** True if the elements are the members of a series. */
    static boolean isOfSeries(Uncollect uncollect) {
        return function(uncollect).filter(ElementsFunction::isOfSeries).isPresent();
    }

    private static Optional<ElementsFunction> function(Uncollect uncollect) {
        return uncollect.getInput() instanceof Project project
                        && project.getProjects().get(0) instanceof RexCall call
                        && call.getOperator() instanceof ElementsFunction function
                ? Optional.of(function)
                : Optional.empty();
    }

    /** The operands of the function whose elements a node gives: a collection, or those of a series. */
    static List<RexNode> operands(Uncollect uncollect) {
        Project project = (Project) uncollect.getInput();
        return ((RexCall) project.getProjects().get(0)).getOperands();
    }

    /** UNNEST on its own: of a literal, a parameter, or a column of a row around. */
    Rows uncollect(Uncollect uncollect, Wish wish) {
        int width = uncollect.getRowType().getFieldCount();
        RexExpressions expressions = new RexExpressions(translator.correlations(), Columns.identity(0), List.of());
        Operator operator = elements(Values.row(List.of()), uncollect, expressions.all(operands(uncollect)), false);
        Rows rows = new Rows(operator, Columns.identity(width), ELEMENTS, 0, false);
        return translator.filtered(uncollect, rows, wish.conditions());
    }
}
