package io.itemql.sql.change;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.AttributePath;
import io.itemql.plan.ResultColumn;
import io.itemql.plan.access.Returning;
import io.itemql.plan.expression.ColumnReference;
import io.itemql.plan.expression.Expression;
import io.itemql.plan.expression.Expressions;
import io.itemql.plan.expression.Step;
import io.itemql.sql.ast.ReturningClause;
import io.itemql.sql.general.bind.Labels;
import io.itemql.sql.general.bind.StatementBinding;
import io.itemql.sql.general.bind.TableBinder;
import io.itemql.sql.keyaccess.BoundExpressions;
import io.itemql.sql.parse.Places;
import io.itemql.sql.table.TableColumn;
import io.itemql.sql.table.TableColumns;
import io.itemql.table.ColumnType;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;

/**
 * Plans RETURNING: which columns the written items give back, and how they are computed from the item before and after.
 */
final class ReturnedColumns {
    private final StatementBinding statement;
    private final String alias;
    private final TableColumns table;
    private final List<Expression> expressions = new ArrayList<>();
    private final List<ResultColumn> columns = new ArrayList<>();
    private List<AttributePath> slots = List.of();

    /**
     * What a write gives back.
     *
     * @param returning how it is computed; empty without a clause
     * @param columns as tools see them
     */
    record Planned(Optional<Returning> returning, List<ResultColumn> columns) {
        /** Nothing: there is no clause. */
        static final Planned NONE = new Planned(Optional.empty(), List.of());
    }

    ReturnedColumns(StatementBinding statement, String alias, TableColumns table) {
        this.statement = statement;
        this.alias = alias;
        this.table = table;
    }

    /**
     * Plans a clause. Used once.
     *
     * @param written attributes that the statement names to write, in the order of the text; the table need not know
     *     them
     * @param open whether it may write others as well
     */
    Planned plan(ReturningClause clause, List<String> written, boolean open, boolean deletes) {
        statement.tables().expect(table, written, open);
        switch (clause.form()) {
            case ALL_OLD -> addItem(Returning.itemBefore(slots), List.of(), false);
            case ALL_NEW -> addItem(Returning.itemAfter(slots), written, open);
            case MODIFIED_OLD -> addAttributes(Returning.modifiedBefore(slots), new LinkedHashSet<>(written));
            case MODIFIED_NEW -> addAttributes(Returning.modifiedAfter(slots), new LinkedHashSet<>(written));
            case COLUMNS -> addList(clause, written, open, deletes);
        }
        return new Planned(Optional.of(new Returning(slots, expressions)), columns);
    }

    /** The columns of {@code SELECT *}, then what the statement itself adds to the item. */
    private void addItem(ColumnReference item, List<String> written, boolean open) {
        Set<String> names = new LinkedHashSet<>();
        boolean document = open;
        for (TableColumn column : table.visible()) {
            if (column.origin() == TableColumn.Origin.DOCUMENT) {
                document = true;
            } else {
                names.add(column.name());
            }
        }
        written.stream().sorted().forEach(names::add);
        addAttributes(item, names);
        if (document) {
            expressions.add(item);
            columns.add(ResultColumn.computed(TableColumns.DOCUMENT, ColumnType.VARCHAR));
        }
    }

    private void addAttributes(ColumnReference item, Set<String> names) {
        for (String name : names) {
            expressions.add(Step.name(item, name));
            columns.add(column(name, name));
        }
    }

    private ResultColumn column(String label, String attribute) {
        ColumnType type = statement.tables().typeOf(table, attribute);
        boolean nullable = table.find(attribute).map(TableColumn::nullable).orElse(true);
        return new ResultColumn(label, type, nullable, Optional.of(table.table().name()), Optional.of(attribute));
    }

    private void addList(ReturningClause clause, List<String> written, boolean open, boolean deletes) {
        TableBinder binder = TableBinder.of(statement, alias, table);
        List<SqlNode> bound = new ArrayList<>();
        for (SqlNode item : clause.columns()) {
            SqlNode expression = item.getKind() == SqlKind.AS ? ((SqlCall) item).operand(0) : item;
            bound.add(isStar(expression) ? null : binder.value(expression));
        }
        BoundExpressions values = new BoundExpressions(Optional.of(binder.relation()));
        slots = List.copyOf(values.slots());
        int n = slots.size();
        for (int i = 0; i < bound.size(); i++) {
            SqlNode item = clause.columns().get(i);
            if (bound.get(i) == null) {
                addItem(deletes ? Returning.itemBefore(slots) : Returning.itemAfter(slots), written, open);
                continue;
            }
            BoundExpressions.Bound value = Assignments.expression(values, bound.get(i), item);
            expressions.add(Expressions.mapColumns(value.expression(), index -> image(index, n, deletes)));
            String label = item.getKind() == SqlKind.AS
                    ? ((SqlIdentifier) ((SqlCall) item).operand(1)).getSimple()
                    : Labels.of(item);
            Optional<AttributePath> attribute = value.path().filter(AttributePath::isTopLevel);
            columns.add(
                    attribute.isPresent()
                            ? column(label, attribute.get().attribute())
                            : ResultColumn.computed(label, value.type()));
        }
    }

    /** The column of the images of {@link Returning} that a column of the read is: a slot, or the whole item. */
    private static int image(int column, int slotCount, boolean before) {
        if (column < slotCount) {
            return before ? column : slotCount + column;
        }
        return 2 * slotCount + (before ? 0 : 1);
    }

    private boolean isStar(SqlNode node) {
        if (!(node instanceof SqlIdentifier identifier) || !identifier.isStar()) {
            return false;
        }
        if (identifier.names.size() > 1 && !identifier.names.get(0).equals(alias)) {
            throw Places.of(node).in(new ItemException(ErrorCode.UNKNOWN_RELATION_ALIAS, identifier.names.get(0)));
        }
        return true;
    }
}
