package io.itemql.sql.definition;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.sql.ast.AlterTable;
import io.itemql.sql.ast.ColumnDefinition;
import io.itemql.sql.ast.TableConstraint;
import io.itemql.sql.parse.Places;
import io.itemql.sql.table.NearestNames;
import io.itemql.sql.table.StatementTables;
import io.itemql.sql.table.TableColumns;
import io.itemql.table.ColumnType;
import io.itemql.table.DeclaredColumn;
import io.itemql.table.KeyAttribute;
import io.itemql.table.TableDefinition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.sql.SqlIdentifier;

/**
 * Plans ALTER TABLE. It changes what is declared and never an item: a column that is dropped is no longer declared, and
 * the items that have the attribute keep it.
 */
final class TableAlteration {
    private final AlterTable statement;
    private final StatementTables tables;
    private final TableColumns columns;
    private final TableDefinition before;

    TableAlteration(AlterTable statement, StatementTables tables) {
        this.statement = statement;
        this.tables = tables;
        this.columns = tables.use(statement.table().names);
        this.before = columns.table().definition();
    }

    Definition plan() {
        TableDefinition after =
                switch (statement.action()) {
                    case ADD_COLUMN -> add();
                    case ADD_CONSTRAINT -> constrain();
                    case DROP_CONSTRAINT -> {
                        tables.warn("No constraint " + statement.columnName().getSimple()
                                + " is kept, so there is none to drop: constraints are not enforced");
                        yield before;
                    }
                    case SET_NOT_NULL -> {
                        new Unenforced(tables)
                                .tell(
                                        "NOT NULL of column "
                                                + statement.columnName().getSimple(),
                                        statement);
                        yield before;
                    }
                    case DROP_NOT_NULL -> {
                        columnOfStatement();
                        yield before;
                    }
                    case DROP_COLUMN -> drop();
                    case ALTER_TYPE -> alter();
                    case SET_OPTIONS -> setOptions();
                    case RENAME_TABLE ->
                        throw new ItemException(
                                ErrorCode.UNSUPPORTED,
                                "RENAME TO",
                                ": a table keeps its name; create another one and INSERT INTO it SELECT * FROM this");
                    case RENAME_COLUMN ->
                        throw new ItemException(
                                ErrorCode.UNSUPPORTED,
                                "RENAME COLUMN",
                                ": attributes are renamed item by item, with UPDATE t SET new = old REMOVE old");
                };
        return new Definition("ALTER TABLE " + after.name(), Places.of(statement.table()), execution -> execution
                .store()
                .alterTable(after));
    }

    private TableDefinition add() {
        ColumnDefinition column = statement.column();
        String name = column.name().getSimple();
        if (column.key() != ColumnDefinition.Key.NONE) {
            throw Places.of(column.name())
                    .in(new ItemException(
                            ErrorCode.INVALID_KEY_SCHEMA,
                            "The key of table " + before.name() + " is fixed; column " + name
                                    + " cannot become part of it"));
        }
        Unenforced unenforced = new Unenforced(tables);
        if (column.notNull()) {
            unenforced.tell("NOT NULL of column " + name, column);
        }
        if (column.unique()) {
            unenforced.tell("UNIQUE of column " + name, column);
        }
        unenforced.tellOfRest(column);
        unenforced.tellOfSizes(List.of(column));
        boolean declared =
                before.columns().stream().anyMatch(known -> known.name().equals(name));
        if (statement.isConditional() && (declared || before.keys().isKey(name))) {
            return before;
        }
        List<DeclaredColumn> after = new ArrayList<>(before.columns());
        after.add(new DeclaredColumn(name, TypeNames.columnType(column.type())));
        return with(after, before.options());
    }

    /** Nothing is kept of a constraint; a key can only be said again. */
    private TableDefinition constrain() {
        TableConstraint constraint = statement.constraint();
        if (constraint.type() == TableConstraint.Type.PRIMARY_KEY) {
            List<String> names = constraint.columns().stream()
                    .map(node -> ((SqlIdentifier) node).getSimple())
                    .toList();
            List<String> key =
                    before.keys().attributes().stream().map(KeyAttribute::name).toList();
            if (!names.equals(key)) {
                throw new ItemException(
                        ErrorCode.INVALID_KEY_SCHEMA,
                        "The key of table " + before.name() + " is fixed when it is created; it is "
                                + (before.generatedKey() ? "a hidden one, " : "") + String.join(", ", key));
            }
        }
        new Unenforced(tables).tellOf(constraint, before.keys());
        return before;
    }

    private TableDefinition drop() {
        String name = columnOfStatement();
        List<DeclaredColumn> after = new ArrayList<>(before.columns());
        boolean found = after.removeIf(column -> column.name().equals(name));
        if (!found && statement.isConditional()) {
            return before;
        }
        if (!found) {
            throw undeclared(name);
        }
        long items = columns.find(name).orElseThrow().items();
        if (items > 0) {
            tables.warn("Column " + name + " is no longer declared, but " + items + " item(s) of " + before.name()
                    + " still have the attribute; UPDATE … REMOVE takes it away");
        }
        return with(after, before.options());
    }

    /** Also declares an attribute that was only observed so far. */
    private TableDefinition alter() {
        String name = columnOfStatement();
        ColumnType type = TypeNames.columnType(statement.type());
        new Unenforced(tables)
                .tellOfSizes(List.of(ColumnDefinition.named(statement.columnName(), statement.type())
                        .build(statement.getParserPosition())));
        List<DeclaredColumn> after = new ArrayList<>();
        boolean found = false;
        for (DeclaredColumn column : before.columns()) {
            boolean same = column.name().equals(name);
            after.add(same ? new DeclaredColumn(name, type) : column);
            found |= same;
        }
        if (!found && columns.find(name).isEmpty()) {
            throw undeclared(name);
        }
        if (!found) {
            after.add(new DeclaredColumn(name, type));
        }
        return with(after, before.options());
    }

    private TableDefinition setOptions() {
        Map<String, String> after = new HashMap<>(before.options());
        after.putAll(TableOptions.of(statement.options(), tables));
        return with(before.columns(), after);
    }

    private String columnOfStatement() {
        String name = statement.columnName().getSimple();
        if (before.keys().isKey(name)) {
            throw Places.of(statement.columnName())
                    .in(new ItemException(
                            ErrorCode.INVALID_KEY_SCHEMA,
                            "Column " + name + " is part of the key of table " + before.name() + ", which is fixed"));
        }
        return name;
    }

    private ItemException undeclared(String name) {
        List<String> declared =
                before.columns().stream().map(DeclaredColumn::name).toList();
        return Places.of(statement.columnName())
                .in(new ItemException(
                        ErrorCode.UNDECLARED_COLUMN, before.name(), name, NearestNames.offer(name, declared)));
    }

    private TableDefinition with(List<DeclaredColumn> declared, Map<String, String> options) {
        return new TableDefinition(
                before.name(), before.keys(), before.generatedKey(), declared, options, before.indexes());
    }
}
