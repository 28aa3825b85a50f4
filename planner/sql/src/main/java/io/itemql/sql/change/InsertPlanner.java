package io.itemql.sql.change;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.AttributeValue;
import io.itemql.plan.WriteStatement;
import io.itemql.plan.access.PutPlan;
import io.itemql.plan.expression.Expression;
import io.itemql.plan.expression.KeyConversion;
import io.itemql.plan.expression.Literal;
import io.itemql.plan.expression.TupleConstructor;
import io.itemql.plan.operator.Operator;
import io.itemql.plan.operator.Values;
import io.itemql.sql.ast.InsertItems;
import io.itemql.sql.ast.ItemOperators;
import io.itemql.sql.ast.ReturningClause;
import io.itemql.sql.general.bind.StatementBinding;
import io.itemql.sql.general.bind.TableBinder;
import io.itemql.sql.general.bind.UpdatableView;
import io.itemql.sql.keyaccess.BoundExpressions;
import io.itemql.sql.keyaccess.QueryPlanner;
import io.itemql.sql.parse.Places;
import io.itemql.sql.table.TableColumn;
import io.itemql.sql.table.TableColumns;
import io.itemql.table.KeyAttribute;
import io.itemql.table.TableDefinition;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;

/**
 * Plans INSERT, UPSERT and REPLACE with rows, whole items or a query. A value for a key attribute is converted to the
 * key's type where that loses nothing, as it is in predicates. Used once.
 */
final class InsertPlanner {
    private final InsertItems insert;
    private final StatementBinding statement;
    private final QueryPlanner queries;
    private final Optional<UpdatableView> view;
    private final Optional<ViewRows> viewRows;
    private final TableColumns table;
    private final TableDefinition definition;
    private final Set<String> written = new LinkedHashSet<>();
    private boolean open;

    InsertPlanner(InsertItems insert, StatementBinding statement, QueryPlanner queries) {
        this.insert = insert;
        this.statement = statement;
        this.queries = queries;
        SqlIdentifier name = insert.table();
        this.view = UpdatableView.of(statement, name, name.names.get(name.names.size() - 1));
        this.viewRows = view.map(updatable -> new ViewRows(updatable, name));
        this.table = view.isPresent() ? view.get().table() : statement.tables().use(name.names);
        this.definition = table.table().definition();
    }

    WriteStatement plan(int parameterCount) {
        Optional<List<String>> columns = columns();
        Rows rows =
                switch (insert.sourceKind()) {
                    case ROWS -> rows((SqlCall) insert.source(), columns);
                    case ITEMS -> items(insert.source());
                    case QUERY -> new InsertQuery(statement, queries, definition).plan(insert.source(), columns);
                };
        if (viewRows.isPresent()) {
            rows = viewRows.get().complete(rows);
        }
        rows.columns().ifPresent(written::addAll);
        open |= rows.open();
        ReturnedColumns.Planned returned = returned();
        boolean overwrites = insert.mode() != InsertItems.Mode.INSERT;
        PutPlan plan = new PutPlan(
                definition,
                rows.operator(),
                rows.columns(),
                overwrites,
                returned.returning(),
                viewRows.flatMap(ViewRows::check));
        return new WriteStatement(plan, returned.columns(), parameterCount);
    }

    /**
     * What is inserted.
     *
     * @param columns the attribute of each column; empty if the only column is the whole item
     * @param open whether items may have attributes that the statement does not name
     */
    record Rows(Operator operator, Optional<List<String>> columns, boolean open) {}

    /** The attributes that the statement names; of a view that names its columns, all of them if it names none. */
    private Optional<List<String>> columns() {
        Optional<List<String>> named = columnList(insert.columns());
        boolean items = insert.sourceKind() == InsertItems.Source.ITEMS;
        if (view.isEmpty() || (view.get().isOpen() && named.isEmpty())) {
            return named;
        }
        if (items) {
            throw Places.of(insert.table())
                    .in(new ItemException(
                            ErrorCode.VIEW_NOT_UPDATABLE,
                            view.get().name(),
                            "a whole item is inserted through a view of SELECT * only; name the columns"));
        }
        try {
            return Optional.of(viewRows.orElseThrow()
                    .attributes(named.orElseGet(() -> view.get().columns())));
        } catch (ItemException e) {
            throw Places.of(insert.columns() == null ? insert.table() : insert.columns())
                    .in(e);
        }
    }

    private static Optional<List<String>> columnList(SqlNodeList columns) {
        if (columns == null) {
            return Optional.empty();
        }
        List<String> names = new ArrayList<>();
        for (SqlNode column : columns) {
            String name = ((SqlIdentifier) column).getSimple();
            if (names.contains(name)) {
                throw Places.of(column)
                        .in(new ItemException(ErrorCode.DUPLICATE_NAME, name, " in the column list of INSERT"));
            }
            names.add(name);
        }
        return Optional.of(names);
    }

    private Rows rows(SqlCall values, Optional<List<String>> columnList) {
        List<String> columns = columnList.orElseGet(this::declaredColumns);
        List<List<Expression>> rows = new ArrayList<>();
        for (SqlNode row : values.getOperandList()) {
            List<SqlNode> fields = fields(row);
            if (fields.size() != columns.size()) {
                throw Places.of(row)
                        .in(new ItemException(ErrorCode.COLUMN_COUNT_MISMATCH, fields.size(), columns.size()));
            }
            List<Expression> expressions = new ArrayList<>();
            for (int i = 0; i < fields.size(); i++) {
                SqlNode field = fields.get(i);
                table.find(columns.get(i)).ifPresent(column -> statement.use(field, column.type()));
                expressions.add(toKey(definition, columns.get(i), constant(fields.get(i))));
            }
            rows.add(expressions);
        }
        return new Rows(new Values(rows, columns.size()), Optional.of(columns), false);
    }

    private static List<SqlNode> fields(SqlNode row) {
        return row.getKind() == SqlKind.ROW ? ((SqlCall) row).getOperandList() : List.of(row);
    }

    /**
     * The columns of an INSERT that names none: the keys and what was declared. Attributes that items merely have are no
     * part of it, as they come and go, and with them the places of the others would change.
     */
    private List<String> declaredColumns() {
        List<String> declared = new ArrayList<>();
        for (TableColumn column : table.visible()) {
            switch (column.origin()) {
                case PARTITION_KEY, SORT_KEY, DECLARED -> declared.add(column.name());
                case OBSERVED, DOCUMENT -> {}
            }
        }
        return declared;
    }

    private Rows items(SqlNode source) {
        List<Expression> items = new ArrayList<>();
        List<SqlNode> nodes = isCollection(source) ? ((SqlCall) source).getOperandList() : List.of(source);
        for (SqlNode node : nodes) {
            Expression item = constant(node);
            if (item instanceof TupleConstructor tuple) {
                tuple.fields().forEach(field -> written.add(field.name()));
                item = withFixed(tuple);
            } else {
                open = true;
            }
            items.add(item);
        }
        return new Rows(new ItemValues(items, definition.keys()), Optional.empty(), false);
    }

    private static boolean isCollection(SqlNode node) {
        return node instanceof SqlCall call
                && (call.getOperator().equals(ItemOperators.BAG)
                        || call.getOperator().equals(ItemOperators.LIST));
    }

    /** With what the view fixes, where the item does not say it. */
    private TupleConstructor withFixed(TupleConstructor tuple) {
        if (viewRows.isEmpty()) {
            return tuple;
        }
        List<TupleConstructor.Field> fields = new ArrayList<>(tuple.fields());
        viewRows.get().fixed().forEach((attribute, value) -> {
            if (fields.stream().noneMatch(field -> field.name().equals(attribute))) {
                fields.add(new TupleConstructor.Field(attribute, value));
            }
        });
        return new TupleConstructor(fields);
    }

    private Expression constant(SqlNode node) {
        if (node.getKind() == SqlKind.DEFAULT) {
            return Literal.MISSING;
        }
        SqlNode bound = TableBinder.constant(statement, node);
        return Assignments.expression(new BoundExpressions(Optional.empty()), bound, node)
                .expression();
    }

    /** The value of an attribute; converted if the attribute is a key of another type. */
    static Expression toKey(TableDefinition definition, String attribute, Expression value) {
        for (KeyAttribute key : definition.keys().attributes()) {
            if (key.name().equals(attribute)) {
                boolean fits = value instanceof Literal literal
                        && literal.value() instanceof AttributeValue known
                        && known.type() == key.type();
                return fits ? value : new KeyConversion(value, key.type());
            }
        }
        return value;
    }

    private ReturnedColumns.Planned returned() {
        ReturningClause clause = insert.returning();
        if (clause == null) {
            return ReturnedColumns.Planned.NONE;
        }
        if (view.isPresent()) {
            throw Places.of(clause).in(ViewRows.returning());
        }
        boolean fits =
                switch (clause.form()) {
                    case ALL_NEW, COLUMNS -> true;
                    case ALL_OLD -> insert.mode() != InsertItems.Mode.INSERT;
                    case MODIFIED_OLD, MODIFIED_NEW -> false;
                };
        if (!fits) {
            throw Places.of(clause)
                    .in(new ItemException(
                            ErrorCode.INVALID_ARGUMENT,
                            "RETURNING of " + insert.mode() + " is ALL NEW * or a list of columns"
                                    + (insert.mode() == InsertItems.Mode.INSERT ? "" : ", or ALL OLD *")));
        }
        return new ReturnedColumns(statement, definition.name(), table).plan(clause, List.copyOf(written), open, false);
    }
}
