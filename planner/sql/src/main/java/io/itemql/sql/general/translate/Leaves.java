package io.itemql.sql.general.translate;

import io.itemql.condition.ComparisonOperator;
import io.itemql.item.AttributePath;
import io.itemql.plan.access.OrderedAccess;
import io.itemql.plan.access.ReadChoice;
import io.itemql.plan.access.ReadPlan;
import io.itemql.plan.access.SystemScan;
import io.itemql.plan.access.TableRead;
import io.itemql.plan.access.Wanted;
import io.itemql.plan.expression.ColumnReference;
import io.itemql.plan.expression.Comparison;
import io.itemql.plan.expression.Expression;
import io.itemql.plan.expression.Expressions;
import io.itemql.plan.operator.Operator;
import io.itemql.plan.operator.SortKey;
import io.itemql.sql.general.bind.PlannedRelation;
import io.itemql.sql.general.bind.TableRelation;
import io.itemql.sql.general.validate.PlannedTable;
import io.itemql.sql.general.validate.RelationTable;
import io.itemql.sql.table.StatementTables;
import io.itemql.sql.table.TableColumn;
import io.itemql.sql.table.TableColumns;
import io.itemql.sql.table.TableSketch;
import io.itemql.store.TableStatistics;
import io.itemql.table.KeySchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.calcite.rel.core.TableScan;

/** Translates reads of tables: which columns, which keys, and what remains to be filtered. */
final class Leaves {
    /** How many rows a system table is taken to have. */
    private static final double SYSTEM_ROWS = 100;

    /** An equality that fewer items of a sample meet is too rare to be measured by it. */
    private static final int MATCHES_MIN = 10;
    /** What no item of a sample meets is taken to be about as rare as that shows. */
    private static final double NO_MATCH = 0.5;

    private final Translator translator;

    Leaves(Translator translator) {
        this.translator = translator;
    }

    static TableRelation relation(TableScan scan) {
        return scan.getTable().unwrapOrThrow(RelationTable.class).relation();
    }

    /** The rows of a table that are planned already; empty if it is a table of items. */
    static Optional<PlannedRelation> planned(TableScan scan) {
        return Optional.ofNullable(scan.getTable().unwrap(PlannedTable.class)).map(PlannedTable::relation);
    }

    Rows scan(TableScan scan, Wish wish) {
        Optional<PlannedRelation> planned = planned(scan);
        if (planned.isPresent()) {
            Operator operator = planned.get().rows().operator();
            Rows rows = new Rows(operator, Columns.identity(operator.width()), Estimates.RECURSION, 0, false);
            return translator.filtered(scan, rows, wish.conditions());
        }
        TableRelation relation = relation(scan);
        return relation.table().system().isPresent()
                ? systemScan(scan, relation, wish)
                : itemScan(scan, relation, wish);
    }

    /** A few rows of facts; conditions stay above. */
    private Rows systemScan(TableScan scan, TableRelation relation, Wish wish) {
        SystemScan facts = new SystemScan(
                translator.statement().tables().system(),
                relation.table().system().orElseThrow(),
                relation.paths().stream()
                        .map(path -> isDocument(relation, path) ? Optional.<AttributePath>empty() : Optional.of(path))
                        .toList());
        Columns columns = Columns.identity(relation.paths().size());
        return translator.filtered(scan, new Rows(facts, columns, SYSTEM_ROWS, SYSTEM_ROWS, false), wish.conditions());
    }

    private static boolean isDocument(TableRelation relation, AttributePath path) {
        return path.equals(AttributePath.of(TableColumns.DOCUMENT)) && isDocument(relation);
    }

    private Rows itemScan(TableScan scan, TableRelation relation, Wish wish) {
        // The whole item comes behind the slots.
        int item = relation.paths().indexOf(AttributePath.of(TableColumns.DOCUMENT));
        boolean whole = wish.all().contains(item) && isDocument(relation);
        SortedSet<Integer> fields = new TreeSet<>(wish.all());
        List<AttributePath> slots = new ArrayList<>();
        if (whole) {
            fields.remove(item);
        }
        fields.forEach(field -> slots.add(relation.paths().get(field)));
        Columns columns = columns(relation.paths().size(), fields, whole ? item : -1);
        TableRead read = relation.read(slots, whole);
        RexExpressions expressions = new RexExpressions(
                translator.correlations(), columns, scan.getRowType().getFieldNames());
        List<Expression> predicate = expressions.all(wish.conditions());
        ReadChoice choice =
                relation.accessPaths().choose(read, predicate, wanted(wish, relation), translator.options());
        boolean ordered = !wish.order().isEmpty() && choice.access() instanceof ReadPlan && choice.sorted();
        TableStatistics statistics = relation.table().statistics();
        double estimate = translator.isJoin()
                ? estimate(choice, relation)
                : Estimates.of(choice, statistics, choice.remainder().size());
        double cost = Estimates.of(choice, statistics, 0);
        Operator rows = ordered
                ? OrderedAccess.of(
                        choice,
                        sortKeys(
                                wish.order(),
                                relation,
                                ((ReadPlan) choice.access()).read().accessKeys(),
                                List.copyOf(fields)))
                : choice.toOperator();
        return new Rows(rows, columns, estimate, cost, ordered);
    }

    /**
     * About how many rows come: the share of the sample that meets the conditions, and where an equality is too rare for
     * the sample, one of the different values of its attribute.
     */
    private double estimate(ReadChoice choice, TableRelation relation) {
        double rows = Estimates.of(choice, relation.table().statistics(), 0);
        if (!(choice.access() instanceof ReadPlan access)) {
            return rows;
        }
        StatementTables tables = translator.statement().tables();
        TableSketch sketch = tables.sketch(relation.table());
        List<String> attributes = access.read().slots().stream()
                .map(slot -> slot.isTopLevel() ? slot.attribute() : null)
                .toList();
        List<Expression> conditions = new ArrayList<>(access.read().filter());
        conditions.addAll(choice.remainder());
        List<Expression> sampled = new ArrayList<>();
        for (Expression condition : conditions) {
            OptionalInt matches = sketch.matches(List.of(condition), attributes, tables.likely());
            OptionalDouble values = equalAttribute(condition, access.read())
                    .map(sketch::distinct)
                    .orElse(OptionalDouble.empty());
            boolean rare = matches.isEmpty() || matches.getAsInt() < MATCHES_MIN;
            if (rare && values.isPresent()) {
                rows /= Math.max(1, values.getAsDouble());
            } else if (matches.isPresent()) {
                sampled.add(condition);
            } else {
                rows = Estimates.filtered(rows, 1);
            }
        }
        if (!sampled.isEmpty()) {
            // Together, as conditions on one item often say something of each other.
            double matches =
                    sketch.matches(sampled, attributes, tables.likely()).orElse(0);
            rows *= Math.max(matches, NO_MATCH) / sketch.sampled();
        }
        return Math.max(1, rows);
    }

    /** The attribute that a condition compares by {@code =} with what is the same for all rows. */
    private static Optional<String> equalAttribute(Expression condition, TableRead read) {
        if (!(condition instanceof Comparison comparison) || comparison.operator() != ComparisonOperator.EQUAL) {
            return Optional.empty();
        }
        boolean reversed = Expressions.isConstant(comparison.left());
        Expression column = reversed ? comparison.right() : comparison.left();
        Expression other = reversed ? comparison.left() : comparison.right();
        return column instanceof ColumnReference reference
                        && Expressions.isConstant(other)
                        && reference.index() < read.slots().size()
                        && read.slots().get(reference.index()).isTopLevel()
                ? Optional.of(read.slots().get(reference.index()).attribute())
                : Optional.empty();
    }

    /** The keys of the table that the order names, up to the sort key, behind which nothing can matter. */
    private static List<SortKey> sortKeys(
            List<Wish.OrderKey> order, TableRelation relation, KeySchema keys, List<Integer> fields) {
        List<SortKey> sortKeys = new ArrayList<>();
        for (Wish.OrderKey key : order) {
            String name = relation.paths().get(key.field()).attribute();
            ColumnReference column = new ColumnReference(fields.indexOf(key.field()), name);
            sortKeys.add(new SortKey(column, key.descending(), key.descending()));
            if (!name.equals(keys.partitionKey().name())) {
                break;
            }
        }
        return sortKeys;
    }

    /** True unless the items have an attribute of the document's name. */
    private static boolean isDocument(TableRelation relation) {
        return relation.table()
                .find(TableColumns.DOCUMENT)
                .filter(column -> column.origin() == TableColumn.Origin.DOCUMENT)
                .isPresent();
    }

    private static Columns columns(int width, SortedSet<Integer> fields, int item) {
        Columns packed = Columns.packed(width, fields);
        return item < 0 ? packed : packed.with(item, fields.size());
    }

    private static Wanted wanted(Wish wish, TableRelation relation) {
        List<Wanted.Key> keys = new ArrayList<>();
        for (Wish.OrderKey key : wish.order()) {
            AttributePath path = relation.paths().get(key.field());
            keys.add(new Wanted.Key(
                    Optional.of(path).filter(AttributePath::isTopLevel).map(AttributePath::attribute),
                    key.descending()));
        }
        return new Wanted(keys, OptionalLong.empty());
    }
}
