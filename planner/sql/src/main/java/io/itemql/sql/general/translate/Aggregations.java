package io.itemql.sql.general.translate;

import io.itemql.plan.access.ScanPlan;
import io.itemql.plan.access.StoredCount;
import io.itemql.plan.aggregate.AggregateCall;
import io.itemql.plan.aggregate.AggregateFunction;
import io.itemql.plan.aggregate.AggregateFunctions;
import io.itemql.plan.aggregate.HashAggregate;
import io.itemql.plan.expression.ColumnReference;
import io.itemql.plan.expression.Expression;
import io.itemql.plan.expression.Literal;
import io.itemql.plan.operator.Distinct;
import io.itemql.plan.operator.Limit;
import io.itemql.plan.operator.Operator;
import io.itemql.plan.operator.SetOperation;
import io.itemql.plan.operator.SortKey;
import io.itemql.plan.operator.UnionAll;
import io.itemql.plan.operator.Values;
import io.itemql.sql.general.bind.Aggregates;
import io.itemql.sql.general.bind.ItemAggregate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.SetOp;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.util.ImmutableBitSet;

/** Translates GROUP BY, DISTINCT and set operations. */
final class Aggregations {
    /** How fast the number of groups grows with the number of rows. */
    private static final double GROUPS = 0.75;

    private final Translator translator;

    Aggregations(Translator translator) {
        this.translator = translator;
    }

    Rows translate(Aggregate aggregate, Wish wish) {
        List<Integer> keys = aggregate.getGroupSet().asList();
        List<RexNode> below = new ArrayList<>();
        List<RexNode> above = new ArrayList<>();
        boolean plain = aggregate.getGroupType() == Aggregate.Group.SIMPLE && !keys.isEmpty();
        for (RexNode condition : wish.conditions()) {
            // A condition on keys alone drops whole groups, so it can drop their rows.
            if (plain && Fields.within(condition, 0, keys.size())) {
                below.add(condition.accept(new RexShuttle() {
                    @Override
                    public RexNode visitInputRef(RexInputRef field) {
                        return new RexInputRef(keys.get(field.getIndex()), field.getType());
                    }
                }));
            } else {
                above.add(condition);
            }
        }
        SortedSet<Integer> needed = new TreeSet<>(wish.needed());
        above.forEach(condition -> Fields.collect(condition, needed));
        Rows rows = plain && aggregate.getAggCallList().isEmpty()
                ? distinct(aggregate, keys, below)
                : grouped(aggregate, keys, needed, below);
        return translator.filtered(aggregate, rows, above);
    }

    private Rows distinct(Aggregate aggregate, List<Integer> keys, List<RexNode> conditions) {
        RelNode input = aggregate.getInput();
        Rows rows = translator.translate(input, Wish.of(new TreeSet<>(keys)).withConditions(conditions));
        List<Expression> columns = columns(input, rows, keys);
        return new Rows(
                new Distinct(Translator.projected(rows.operator(), columns)),
                Columns.identity(keys.size()),
                Math.pow(rows.estimate(), GROUPS),
                rows.cost(),
                false);
    }

    private Rows grouped(Aggregate aggregate, List<Integer> keys, SortedSet<Integer> needed, List<RexNode> conditions) {
        RelNode input = aggregate.getInput();
        SortedSet<Integer> read = new TreeSet<>(keys);
        List<org.apache.calcite.rel.core.AggregateCall> calls = aggregate.getAggCallList();
        for (int i = 0; i < calls.size(); i++) {
            if (needed.contains(keys.size() + i)) {
                collect(calls.get(i), read);
            }
        }
        Rows rows = extremes(aggregate, needed, conditions)
                .orElseGet(() -> translator.translate(input, Wish.of(read).withConditions(conditions)));
        Inlined inlined = Inlined.of(rows, input, uses(keys, calls, needed));
        List<AggregateCall> translated = new ArrayList<>();
        List<List<Integer>> groupings = new ArrayList<>();
        List<Integer> callFields = new ArrayList<>();
        List<Integer> groupingFields = new ArrayList<>();
        for (int i = 0; i < calls.size(); i++) {
            int field = keys.size() + i;
            if (!needed.contains(field)) {
                continue;
            }
            if (calls.get(i).getAggregation() instanceof ItemAggregate function) {
                translated.add(call(function, calls.get(i), inlined));
                callFields.add(field);
            } else {
                groupings.add(grouping(calls.get(i), keys));
                groupingFields.add(field);
            }
        }
        Columns columns = Columns.identity(keys.size()).at(0, keys.size() + calls.size());
        callFields.addAll(groupingFields);
        for (int i = 0; i < callFields.size(); i++) {
            columns = columns.with(callFields.get(i), keys.size() + i);
        }
        HashAggregate operator =
                new HashAggregate(inlined.input(), inlined.all(keys), sets(aggregate, keys), translated, groupings);
        double groups = keys.isEmpty() ? 1 : Math.pow(rows.estimate(), GROUPS);
        return new Rows(stored(operator), columns, groups, rows.cost(), false);
    }

    /** The count of a whole table as the store knows it; anything else stays. */
    private Operator stored(HashAggregate aggregate) {
        boolean counts = translator.options().keyAccess()
                && aggregate.keys().isEmpty()
                && aggregate.groupingSets().size() == 1
                && aggregate.groupings().isEmpty()
                && !aggregate.calls().isEmpty()
                && aggregate.calls().stream().allMatch(AggregateCall::isCountOfRows);
        return counts
                        && aggregate.input() instanceof ScanPlan scan
                        && scan.read().filter().isEmpty()
                        && scan.read().index().isEmpty()
                ? new StoredCount(scan.table(), aggregate)
                : aggregate;
    }

    /**
     * For MIN and MAX alone, of a column in whose order the rows can come: the first row, and the last, in place of all.
     * Empty if that is not how it is.
     */
    private Optional<Rows> extremes(Aggregate aggregate, SortedSet<Integer> needed, List<RexNode> conditions) {
        SortedSet<Integer> fields = new TreeSet<>();
        SortedSet<Boolean> directions = new TreeSet<>();
        for (int i = 0; i < aggregate.getAggCallList().size(); i++) {
            org.apache.calcite.rel.core.AggregateCall call =
                    aggregate.getAggCallList().get(i);
            if (needed.contains(aggregate.getGroupCount() + i)) {
                String name = call.getAggregation().getName();
                if (call.hasFilter() || !(name.equals("MIN") || name.equals("MAX"))) {
                    return Optional.empty();
                }
                fields.addAll(call.getArgList());
                directions.add(name.equals("MAX"));
            }
        }
        if (fields.size() != 1
                || aggregate.getGroupCount() > 0
                || !translator.options().keyAccess()) {
            return Optional.empty();
        }
        List<Operator> ends = new ArrayList<>();
        Rows rows = null;
        for (boolean descending : directions) {
            Wish first = new Wish(fields, conditions, List.of(new Wish.OrderKey(fields.first(), descending)));
            rows = translator.translate(aggregate.getInput(), first);
            if (!rows.ordered()) {
                return Optional.empty();
            }
            rows = translator.packed(aggregate.getInput(), rows, fields);
            ends.add(Limit.first(rows.operator(), Literal.of(1)));
        }
        Operator operator = ends.size() == 1 ? ends.get(0) : new UnionAll(ends);
        return Optional.of(new Rows(operator, rows.columns(), ends.size(), ends.size(), false));
    }

    private static void collect(org.apache.calcite.rel.core.AggregateCall call, SortedSet<Integer> into) {
        into.addAll(call.getArgList());
        if (call.hasFilter()) {
            into.add(call.filterArg);
        }
        call.getCollation().getFieldCollations().forEach(key -> into.add(key.getFieldIndex()));
    }

    /** The fields that keys and needed calls read, each as often as it is read. */
    private static List<Integer> uses(
            List<Integer> keys, List<org.apache.calcite.rel.core.AggregateCall> calls, SortedSet<Integer> needed) {
        List<Integer> uses = new ArrayList<>(keys);
        for (int i = 0; i < calls.size(); i++) {
            if (needed.contains(keys.size() + i)) {
                SortedSet<Integer> read = new TreeSet<>();
                collect(calls.get(i), read);
                uses.addAll(read);
            }
        }
        return uses;
    }

    private static List<Expression> columns(RelNode input, Rows rows, List<Integer> fields) {
        List<Expression> columns = new ArrayList<>();
        for (int field : fields) {
            columns.add(column(input, rows, field));
        }
        return columns;
    }

    private static ColumnReference column(RelNode input, Rows rows, int field) {
        return new ColumnReference(
                rows.columns().of(field), input.getRowType().getFieldNames().get(field));
    }

    private static AggregateCall call(
            ItemAggregate function, org.apache.calcite.rel.core.AggregateCall call, Inlined columns) {
        Optional<Expression> filter = call.hasFilter() ? Optional.of(columns.of(call.filterArg)) : Optional.empty();
        List<SortKey> order = new ArrayList<>();
        for (RelFieldCollation key : call.getCollation().getFieldCollations()) {
            order.add(SortKeys.of(columns.of(key.getFieldIndex()), key.direction, key.nullDirection));
        }
        return new AggregateCall(own(function), columns.all(call.getArgList()), call.isDistinct(), filter, order);
    }

    /** The function that an aggregate of the algebra stands for; COUNT(*) is COUNT without an argument. */
    static AggregateFunction own(ItemAggregate function) {
        String name = function.function();
        return AggregateFunctions.get(name.equals(Aggregates.COUNT_ALL_NAME) ? "COUNT" : name);
    }

    private static List<Integer> grouping(org.apache.calcite.rel.core.AggregateCall call, List<Integer> keys) {
        if (call.getAggregation().getKind() == SqlKind.GROUP_ID) {
            return List.of();
        }
        return call.getArgList().stream().map(keys::indexOf).toList();
    }

    private static List<List<Integer>> sets(Aggregate aggregate, List<Integer> keys) {
        List<List<Integer>> sets = new ArrayList<>();
        for (ImmutableBitSet set : aggregate.getGroupSets()) {
            sets.add(set.asList().stream().map(keys::indexOf).toList());
        }
        return sets;
    }

    Rows setOperation(SetOp operation, Wish wish) {
        SetOperation.Kind kind =
                switch (operation.kind) {
                    case INTERSECT -> SetOperation.Kind.INTERSECT;
                    case EXCEPT -> SetOperation.Kind.EXCEPT;
                    default -> SetOperation.Kind.UNION;
                };
        boolean unionAll = kind == SetOperation.Kind.UNION && operation.all;
        Optional<Rows> values = unionAll ? values(operation) : Optional.empty();
        if (values.isPresent()) {
            return translator.filtered(operation, values.get(), wish.conditions());
        }
        int width = operation.getRowType().getFieldCount();
        SortedSet<Integer> kept = unionAll ? wish.needed() : all(width);
        List<RexNode> below = kind == SetOperation.Kind.UNION ? wish.conditions() : List.of();
        List<Operator> inputs = new ArrayList<>();
        double estimate = 0;
        double cost = 0;
        for (RelNode input : operation.getInputs()) {
            Rows rows = translator.translate(input, Wish.of(kept).withConditions(below));
            inputs.add(translator.packed(input, rows, kept).operator());
            estimate += rows.estimate();
            cost += rows.cost();
        }
        Operator operator = unionAll ? new UnionAll(inputs) : new SetOperation(kind, operation.all, inputs);
        Rows rows = new Rows(operator, Columns.packed(width, kept), estimate, cost, false);
        return translator.filtered(operation, rows, kind == SetOperation.Kind.UNION ? List.of() : wish.conditions());
    }

    private static SortedSet<Integer> all(int width) {
        SortedSet<Integer> all = new TreeSet<>();
        for (int i = 0; i < width; i++) {
            all.add(i);
        }
        return all;
    }

    /** VALUES arrives as a union of single rows. */
    private Optional<Rows> values(SetOp operation) {
        List<List<Expression>> rows = new ArrayList<>();
        for (RelNode input : operation.getInputs()) {
            if (!(input instanceof Project project)
                    || !(project.getInput() instanceof org.apache.calcite.rel.core.Values row)
                    || row.getTuples().size() != 1
                    || Fields.containsOver(project.getProjects())) {
                return Optional.empty();
            }
            RexExpressions constants = new RexExpressions(
                    translator.correlations(),
                    Columns.identity(row.getRowType().getFieldCount()),
                    row.getRowType().getFieldNames());
            rows.add(constants.all(project.getProjects()));
        }
        int width = operation.getRowType().getFieldCount();
        return Optional.of(new Rows(new Values(rows, width), Columns.identity(width), rows.size(), 0, false));
    }
}
