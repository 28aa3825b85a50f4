package io.itemql.sql.general.translate;

import io.itemql.plan.expression.ColumnReference;
import io.itemql.plan.expression.Expression;
import io.itemql.plan.operator.Filter;
import io.itemql.plan.operator.Limit;
import io.itemql.plan.operator.Operator;
import io.itemql.plan.operator.Project;
import io.itemql.plan.operator.SessionOptions;
import io.itemql.plan.operator.Sort;
import io.itemql.plan.operator.SortKey;
import io.itemql.plan.operator.Values;
import io.itemql.sql.general.bind.Limits;
import io.itemql.sql.general.bind.StatementBinding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.SetOp;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.core.Uncollect;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;

/**
 * Translates relational algebra into operators, from the top down: each node is told which fields are needed and which
 * conditions hold above it, passes down what it can, and applies the rest. Used once, by one thread.
 */
public final class Translator {
    private final StatementBinding statement;
    private final Correlations correlations = new Correlations();
    private final Leaves leaves;
    private final Joins joinTranslation;
    private final Aggregations aggregations;
    private final Windows windows;
    private boolean joins;

    public Translator(StatementBinding statement) {
        this.statement = statement;
        this.leaves = new Leaves(this);
        this.joinTranslation = new Joins(this);
        this.aggregations = new Aggregations(this);
        this.windows = new Windows(this);
    }

    /** The operator that gives the rows of a query, with exactly its columns. */
    public Operator translate(RelNode rel) {
        int width = rel.getRowType().getFieldCount();
        SortedSet<Integer> all = new TreeSet<>();
        for (int i = 0; i < width; i++) {
            all.add(i);
        }
        Rows rows = translate(rel, Wish.of(all));
        boolean exact = rows.operator().width() == width;
        List<Expression> columns = new ArrayList<>();
        for (int i = 0; i < width; i++) {
            exact &= rows.columns().of(i) == i;
            columns.add(new ColumnReference(
                    rows.columns().of(i), rel.getRowType().getFieldNames().get(i)));
        }
        return exact ? rows.operator() : new Project(rows.operator(), columns);
    }

    Rows translate(RelNode rel, Wish wish) {
        if (rel instanceof TableScan scan) {
            return leaves.scan(scan, wish);
        }
        if (rel instanceof org.apache.calcite.rel.core.Filter filter) {
            List<RexNode> conditions = new ArrayList<>(wish.conditions());
            conditions.addAll(new Disjunctions(filter.getCluster().getRexBuilder()).factored(filter.getCondition()));
            return translate(filter.getInput(), wish.withConditions(conditions));
        }
        if (rel instanceof org.apache.calcite.rel.core.Project project) {
            return Fields.containsOver(project.getProjects())
                    ? windows.translate(project, wish)
                    : project(project, wish);
        }
        if (rel instanceof Join join) {
            return joinTranslation.join(join, wish);
        }
        if (rel instanceof Correlate correlate) {
            return joinTranslation.correlate(correlate, wish);
        }
        if (rel instanceof Aggregate aggregate) {
            return aggregations.translate(aggregate, wish);
        }
        if (rel instanceof org.apache.calcite.rel.core.Sort sort) {
            return sort(sort, wish);
        }
        if (rel instanceof SetOp operation) {
            return aggregations.setOperation(operation, wish);
        }
        if (rel instanceof org.apache.calcite.rel.core.Values values) {
            return values(values, wish);
        }
        if (rel instanceof Uncollect uncollect) {
            return joinTranslation.uncollect(uncollect, wish);
        }
        throw new IllegalStateException("no operator for " + rel.getRelTypeName());
    }

    /** Notes that the query joins, so that it matters how many rows its parts have. */
    void join() {
        joins = true;
    }

    boolean isJoin() {
        return joins;
    }

    StatementBinding statement() {
        return statement;
    }

    SessionOptions options() {
        return statement.tables().options();
    }

    Correlations correlations() {
        return correlations;
    }

    /** Expressions over the rows of a translated part. */
    RexExpressions expressions(RelNode rel, Rows rows) {
        return new RexExpressions(correlations, rows.columns(), Names.of(rel));
    }

    /** The rows that meet conditions over the fields of a node. */
    Rows filtered(RelNode rel, Rows rows, List<RexNode> conditions) {
        if (conditions.isEmpty()) {
            return rows;
        }
        List<Expression> expressions = expressions(rel, rows).all(conditions);
        return rows.withOperator(Filter.of(rows.operator(), expressions))
                .withEstimate(Estimates.filtered(rows.estimate(), conditions.size()));
    }

    private Rows project(org.apache.calcite.rel.core.Project project, Wish wish) {
        List<RexNode> conditions = new ArrayList<>();
        for (RexNode condition : wish.conditions()) {
            conditions.add(throughProject(condition, project.getProjects()));
        }
        SortedSet<Integer> below = new TreeSet<>();
        wish.needed().forEach(field -> Fields.collect(project.getProjects().get(field), below));
        List<Wish.OrderKey> order = Wish.order(
                wish.order(),
                field -> project.getProjects().get(field) instanceof RexInputRef input ? input.getIndex() : null);
        RelNode input = project.getInput();
        Rows rows = translate(input, new Wish(below, conditions, order));
        if (wish.needed().isEmpty()) {
            // Only how many rows there are is asked for.
            Columns none = Columns.packed(project.getProjects().size(), wish.needed());
            return new Rows(rows.operator(), none, rows.estimate(), rows.cost(), rows.ordered());
        }
        RexExpressions expressions = expressions(input, rows);
        List<Expression> computed = new ArrayList<>();
        for (int field : wish.needed()) {
            computed.add(expressions.of(project.getProjects().get(field)));
        }
        Columns columns = Columns.packed(project.getProjects().size(), wish.needed());
        return new Rows(projected(rows.operator(), computed), columns, rows.estimate(), rows.cost(), rows.ordered());
    }

    /** The rows with exactly the needed fields, one after the other. */
    Rows packed(RelNode rel, Rows rows, SortedSet<Integer> needed) {
        List<Expression> columns = new ArrayList<>();
        for (int field : needed) {
            columns.add(new ColumnReference(
                    rows.columns().of(field), rel.getRowType().getFieldNames().get(field)));
        }
        Columns packed = Columns.packed(rows.columns().fields(), needed);
        return new Rows(projected(rows.operator(), columns), packed, rows.estimate(), rows.cost(), rows.ordered());
    }

    /** A projection; two on top of each other become one where that computes nothing twice. */
    static Operator projected(Operator input, List<Expression> expressions) {
        boolean same = input.width() == expressions.size();
        for (int i = 0; same && i < expressions.size(); i++) {
            same = expressions.get(i) instanceof ColumnReference column && column.index() == i;
        }
        return same ? input : new Project(input, expressions);
    }

    /** A condition over the fields of a projection as one over those of its input. */
    static RexNode throughProject(RexNode condition, List<RexNode> projects) {
        return condition.accept(new RexShuttle() {
            @Override
            public RexNode visitInputRef(RexInputRef field) {
                return projects.get(field.getIndex());
            }
        });
    }

    private Rows sort(org.apache.calcite.rel.core.Sort sort, Wish wish) {
        boolean limited = sort.fetch != null || sort.offset != null;
        List<RexNode> above = limited ? wish.conditions() : List.of();
        List<RexNode> below = limited ? List.of() : wish.conditions();
        SortedSet<Integer> needed = limited ? wish.all() : new TreeSet<>(wish.needed());
        List<Wish.OrderKey> wished = new ArrayList<>();
        for (RelFieldCollation key : sort.getCollation().getFieldCollations()) {
            needed.add(key.getFieldIndex());
            wished.add(new Wish.OrderKey(key.getFieldIndex(), key.direction.isDescending()));
        }
        Rows rows = translate(sort.getInput(), new Wish(needed, below, wished));
        Operator operator = rows.operator();
        double estimate = rows.estimate();
        List<SortKey> order = sortKeys(sort, rows);
        List<SortKey> keys = rows.ordered() ? List.of() : order;
        if (limited) {
            RexExpressions constants = expressions(sort.getInput(), rows);
            boolean ties = sort.fetch instanceof RexCall call && Limits.isWithTies(call.getOperator());
            Limit limit = new Limit(
                    operator,
                    Optional.ofNullable(sort.offset).map(constants::of),
                    Optional.ofNullable(sort.fetch).map(constants::of),
                    ties ? order : List.of());
            operator = keys.isEmpty() ? limit : Sort.limited(limit, keys);
            estimate = Math.min(estimate, limitOf(sort));
        } else if (!keys.isEmpty()) {
            operator = Sort.of(operator, keys);
        }
        return filtered(sort, new Rows(operator, rows.columns(), estimate, rows.cost(), false), above);
    }

    private static double limitOf(org.apache.calcite.rel.core.Sort sort) {
        return sort.fetch instanceof RexLiteral literal && literal.getValue() instanceof Number number
                ? number.doubleValue()
                : Double.MAX_VALUE;
    }

    private static List<SortKey> sortKeys(org.apache.calcite.rel.core.Sort sort, Rows rows) {
        List<SortKey> keys = new ArrayList<>();
        for (RelFieldCollation key : sort.getCollation().getFieldCollations()) {
            String name = sort.getRowType().getFieldNames().get(key.getFieldIndex());
            ColumnReference column = new ColumnReference(rows.columns().of(key.getFieldIndex()), name);
            keys.add(SortKeys.of(column, key.direction, key.nullDirection));
        }
        return keys;
    }

    private Rows values(org.apache.calcite.rel.core.Values values, Wish wish) {
        List<List<Expression>> rows = new ArrayList<>();
        int width = values.getRowType().getFieldCount();
        RexExpressions literals = new RexExpressions(correlations, Columns.identity(width), List.of());
        for (List<RexLiteral> tuple : values.getTuples()) {
            List<Expression> row = new ArrayList<>();
            for (RexLiteral literal : tuple) {
                row.add(literals.of(literal));
            }
            rows.add(row);
        }
        Rows translated =
                new Rows(new Values(rows, width), Columns.identity(width), Math.max(1, rows.size()), 0, false);
        return filtered(values, translated, wish.conditions());
    }
}
