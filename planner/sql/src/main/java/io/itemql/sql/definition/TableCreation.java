package io.itemql.sql.definition;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.AttributeType;
import io.itemql.sql.ast.ColumnDefinition;
import io.itemql.sql.ast.CreateIndex;
import io.itemql.sql.ast.CreateTable;
import io.itemql.sql.ast.TableConstraint;
import io.itemql.sql.parse.Places;
import io.itemql.sql.table.StatementTables;
import io.itemql.store.ItemStore;
import io.itemql.table.DeclaredColumn;
import io.itemql.table.IndexDefinition;
import io.itemql.table.KeySchema;
import io.itemql.table.TableDefinition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.sql.SqlNode;

/** Plans CREATE TABLE. */
final class TableCreation {
    private final CreateTable statement;
    private final StatementTables tables;

    TableCreation(CreateTable statement, StatementTables tables) {
        this.statement = statement;
        this.tables = tables;
    }

    Definition plan() {
        Optional<KeySchema> named = new KeyClause(statement).find();
        KeySchema keys = named.orElseGet(KeyClause::generated);
        List<DeclaredColumn> columns = new ArrayList<>();
        for (SqlNode node : statement.columns()) {
            ColumnDefinition column = (ColumnDefinition) node;
            String name = column.name().getSimple();
            boolean isKey = named.isPresent() && keys.isKey(name);
            warnOfUnenforced(column, keys, isKey);
            if (!isKey) {
                columns.add(new DeclaredColumn(name, TypeNames.columnType(column.type())));
            }
        }
        Unenforced unenforced = new Unenforced(tables);
        unenforced.tellOfSizes(
                statement.columns().stream().map(ColumnDefinition.class::cast).toList());
        statement.constraints().forEach(node -> unenforced.tellOf((TableConstraint) node, keys));
        TableDefinition definition = new TableDefinition(
                tables.tableName(statement.name().names),
                keys,
                named.isEmpty(),
                columns,
                TableOptions.of(statement.options(), tables),
                indexes(keys, columns));
        boolean replace = statement.replace();
        boolean ifNotExists = statement.ifNotExists();
        return new Definition("CREATE TABLE " + definition.name(), Places.of(statement.name()), execution -> {
            if (replace) {
                drop(execution.store(), definition.name());
            }
            create(execution.store(), definition, ifNotExists);
        });
    }

    private List<IndexDefinition> indexes(KeySchema keys, List<DeclaredColumn> columns) {
        Map<String, AttributeType> types = new HashMap<>();
        for (DeclaredColumn column : columns) {
            IndexPlanner.keyType(column.type()).ifPresent(type -> types.put(column.name(), type));
        }
        keys.attributes().forEach(key -> types.put(key.name(), key.type()));
        List<IndexDefinition> indexes = new ArrayList<>();
        for (SqlNode node : statement.indexes()) {
            indexes.add(IndexClause.definition(
                    (CreateIndex) node, tables, attribute -> Optional.ofNullable(types.get(attribute))));
        }
        return indexes;
    }

    private static void drop(ItemStore store, String table) {
        try {
            store.dropTable(table);
        } catch (ItemException e) {
            if (e.code() != ErrorCode.UNKNOWN_TABLE) {
                throw e;
            }
        }
    }

    /** Tries and looks at the failure, as another connection may create the table between a look and a try. */
    private static void create(ItemStore store, TableDefinition definition, boolean ifNotExists) {
        try {
            store.createTable(definition);
        } catch (ItemException e) {
            if (e.code() != ErrorCode.TABLE_EXISTS || !ifNotExists) {
                throw e;
            }
        }
    }

    private void warnOfUnenforced(ColumnDefinition column, KeySchema keys, boolean isKey) {
        Unenforced unenforced = new Unenforced(tables);
        String name = column.name().getSimple();
        boolean wholeKey = isKey && !keys.hasSortKey();
        if (column.notNull() && !isKey) {
            unenforced.tell("NOT NULL of column " + name, column);
        }
        if (column.unique() && !wholeKey) {
            unenforced.tell("UNIQUE of column " + name, column);
        }
        unenforced.tellOfRest(column);
    }
}
