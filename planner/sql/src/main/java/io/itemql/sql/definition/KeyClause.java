package io.itemql.sql.definition;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.AttributeType;
import io.itemql.sql.ast.ColumnDefinition;
import io.itemql.sql.ast.CreateTable;
import io.itemql.sql.ast.TableConstraint;
import io.itemql.sql.parse.Places;
import io.itemql.table.KeyAttribute;
import io.itemql.table.KeySchema;
import io.itemql.table.TableDefinition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;

/**
 * Finds the key of a table in CREATE TABLE, which may say it in three ways: {@code PARTITION KEY} and {@code SORT KEY}
 * behind columns, {@code PRIMARY KEY} behind a column, or {@code PRIMARY KEY (a, b)}. A statement that says none gets a
 * generated partition key.
 */
final class KeyClause {
    private final CreateTable statement;
    private final Map<String, ColumnDefinition> columns = new LinkedHashMap<>();

    KeyClause(CreateTable statement) {
        this.statement = statement;
        for (SqlNode node : statement.columns()) {
            ColumnDefinition column = (ColumnDefinition) node;
            if (columns.put(column.name().getSimple(), column) != null) {
                throw Places.of(column).in(new ItemException(ErrorCode.DUPLICATE_NAME, "Column " + name(column), ""));
            }
        }
    }

    /**
     * The key; empty if the statement names none.
     *
     * @throws ItemException with {@link ErrorCode#INVALID_KEY_SCHEMA}
     */
    Optional<KeySchema> find() {
        List<ColumnDefinition> named = fromConstraint();
        List<ColumnDefinition> marked = fromColumns();
        if (!named.isEmpty() && !marked.isEmpty() && !named.equals(marked)) {
            throw Places.of(marked.get(0))
                    .in(new ItemException(
                            ErrorCode.INVALID_KEY_SCHEMA,
                            "The key is given twice: by PRIMARY KEY (" + names(named) + ") and behind the columns "
                                    + names(marked)));
        }
        List<ColumnDefinition> keys = named.isEmpty() ? marked : named;
        if (keys.isEmpty()) {
            return Optional.empty();
        }
        KeyAttribute partition = attribute(keys.get(0));
        return Optional.of(
                keys.size() == 1 ? KeySchema.of(partition) : KeySchema.of(partition, attribute(keys.get(1))));
    }

    /** The key of a table whose statement names none. */
    static KeySchema generated() {
        return KeySchema.of(new KeyAttribute(TableDefinition.GENERATED_KEY, AttributeType.S));
    }

    private List<ColumnDefinition> fromConstraint() {
        List<ColumnDefinition> keys = new ArrayList<>();
        boolean found = false;
        for (SqlNode node : statement.constraints()) {
            TableConstraint constraint = (TableConstraint) node;
            if (constraint.type() == TableConstraint.Type.PRIMARY_KEY) {
                if (found) {
                    throw Places.of(node)
                            .in(new ItemException(ErrorCode.INVALID_KEY_SCHEMA, "PRIMARY KEY is given twice"));
                }
                found = true;
                for (SqlNode column : constraint.columns()) {
                    keys.add(declared((SqlIdentifier) column));
                }
                checkCount(keys, constraint);
            }
        }
        return keys;
    }

    private ColumnDefinition declared(SqlIdentifier name) {
        ColumnDefinition column = columns.get(name.getSimple());
        if (column == null) {
            throw Places.of(name)
                    .in(new ItemException(
                            ErrorCode.INVALID_KEY_SCHEMA,
                            "PRIMARY KEY names the column " + name.getSimple()
                                    + ", which the statement does not declare; a key needs a type"));
        }
        return column;
    }

    private static void checkCount(List<ColumnDefinition> keys, SqlNode at) {
        if (keys.size() > 2) {
            throw Places.of(at)
                    .in(new ItemException(
                            ErrorCode.INVALID_KEY_SCHEMA,
                            "PRIMARY KEY (" + names(keys) + ") has " + keys.size()
                                    + " columns; a key is a partition key and at most one sort key. Store the rest"
                                    + " joined in the sort key, such as 'de#berlin#10115'"));
        }
    }

    private List<ColumnDefinition> fromColumns() {
        ColumnDefinition partition = null;
        ColumnDefinition sort = null;
        for (ColumnDefinition column : columns.values()) {
            switch (column.key()) {
                case PARTITION, PRIMARY -> {
                    checkFirst(partition, column, "partition key");
                    partition = column;
                }
                case SORT -> {
                    checkFirst(sort, column, "sort key");
                    sort = column;
                }
                case NONE -> {}
            }
        }
        if (partition == null && sort != null) {
            throw Places.of(sort)
                    .in(new ItemException(
                            ErrorCode.INVALID_KEY_SCHEMA,
                            "Column " + name(sort) + " is the sort key of a table without a partition key"));
        }
        if (partition == null) {
            return List.of();
        }
        return sort == null ? List.of(partition) : List.of(partition, sort);
    }

    private static void checkFirst(ColumnDefinition earlier, ColumnDefinition column, String part) {
        if (earlier != null) {
            throw Places.of(column)
                    .in(new ItemException(
                            ErrorCode.INVALID_KEY_SCHEMA,
                            "Both " + name(earlier) + " and " + name(column) + " are the " + part
                                    + "; a key over two columns is PRIMARY KEY (" + name(earlier) + ", " + name(column)
                                    + ")"));
        }
    }

    private static KeyAttribute attribute(ColumnDefinition column) {
        return new KeyAttribute(name(column), TypeNames.keyType(name(column), column.type()));
    }

    private static String name(ColumnDefinition column) {
        return column.name().getSimple();
    }

    private static String names(List<ColumnDefinition> columns) {
        return String.join(", ", columns.stream().map(KeyClause::name).toList());
    }
}
