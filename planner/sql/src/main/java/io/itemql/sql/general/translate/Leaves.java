package io.itemql.sql.general.translate;

import io.itemql.item.AttributePath;
import io.itemql.plan.access.GetPlan;
import io.itemql.plan.access.KeyConditions;
import io.itemql.plan.access.OrderedAccess;
import io.itemql.plan.access.QueryPlan;
import io.itemql.plan.access.ReadChoice;
import io.itemql.plan.access.TableRead;
import io.itemql.plan.expression.ColumnReference;
import io.itemql.plan.expression.Expression;
import io.itemql.plan.operator.Operator;
import io.itemql.plan.operator.SortKey;
import io.itemql.sql.general.bind.PlannedRelation;
import io.itemql.sql.general.bind.TableRelation;
import io.itemql.sql.general.validate.PlannedTable;
import io.itemql.sql.general.validate.RelationTable;
import io.itemql.sql.table.TableColumn;
import io.itemql.sql.table.TableColumns;
import io.itemql.table.KeySchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.calcite.rel.core.TableScan;

/** Translates reads of tables: which columns, which keys, and what remains to be filtered. */
final class Leaves {
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
        KeySchema keys = relation.table().table().definition().keys();
        TableRead read = TableRead.of(relation.table().table().name(), keys, slots, whole);
        RexExpressions expressions = new RexExpressions(
                translator.correlations(), columns, scan.getRowType().getFieldNames());
        List<Expression> predicate = expressions.all(wish.conditions());
        Optional<Boolean> direction = direction(wish.order(), relation, keys);
        ReadChoice choice = KeyConditions.analyze(read, predicate, direction.orElse(false), translator.options());
        boolean ordered = direction.isPresent()
                && (choice.access() instanceof GetPlan
                        || (choice.access() instanceof QueryPlan query && query.isSorted()));
        double estimate = Estimates.of(
                choice,
                relation.table().statistics().itemCount(),
                choice.remainder().size());
        double cost = Estimates.of(choice, relation.table().statistics().itemCount(), 0);
        Operator rows = ordered
                ? OrderedAccess.of(choice, sortKeys(wish.order(), relation, keys, List.copyOf(fields)))
                : choice.toOperator();
        return new Rows(rows, columns, estimate, cost, ordered);
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

    /** The direction in which the sort key gives the order; empty if it does not, or if there is none. */
    private static Optional<Boolean> direction(List<Wish.OrderKey> order, TableRelation relation, KeySchema keys) {
        String partition = keys.partitionKey().name();
        for (Wish.OrderKey key : order) {
            AttributePath path = relation.paths().get(key.field());
            if (!path.isTopLevel()) {
                return Optional.empty();
            }
            if (keys.sortKey()
                    .filter(sort -> sort.name().equals(path.attribute()))
                    .isPresent()) {
                // The sort key tells the items of a partition apart; whatever follows has nothing to add.
                return Optional.of(key.descending());
            }
            // Within one partition all partition keys are equal.
            if (!path.attribute().equals(partition)) {
                return Optional.empty();
            }
        }
        return order.isEmpty() || keys.hasSortKey() ? Optional.empty() : Optional.of(false);
    }
}
