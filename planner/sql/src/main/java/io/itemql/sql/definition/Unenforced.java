package io.itemql.sql.definition;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.sql.ast.ColumnDefinition;
import io.itemql.sql.ast.TableConstraint;
import io.itemql.sql.parse.Places;
import io.itemql.sql.table.StatementTables;
import io.itemql.table.KeySchema;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;

/** Tells the user what a definition demands and no store of items enforces. */
final class Unenforced {
    private final StatementTables tables;

    Unenforced(StatementTables tables) {
        this.tables = tables;
    }

    /**
     * @param demand such as {@code NOT NULL of column age}
     * @throws ItemException with {@link ErrorCode#UNSUPPORTED} with {@code strict=true}
     */
    void tell(String demand, SqlNode at) {
        tell(demand, "items are not checked against it", at);
    }

    private void tell(String demand, String why, SqlNode at) {
        if (tables.options().strict()) {
            throw Places.of(at).in(new ItemException(ErrorCode.UNSUPPORTED, demand, ": " + why));
        }
        tables.warn(demand + " is accepted and not enforced: " + why);
    }

    /** Tells of the sizes in types, once for all columns: tools write them everywhere. */
    void tellOfSizes(List<ColumnDefinition> columns) {
        List<ColumnDefinition> sized = columns.stream()
                .filter(column -> TypeNames.isSized(column.type()))
                .toList();
        if (!sized.isEmpty()) {
            String names =
                    sized.stream().map(column -> column.name().getSimple()).collect(Collectors.joining(", "));
            tell("The length or precision of " + (sized.size() == 1 ? "column " : "columns ") + names, sized.get(0));
        }
    }

    /** Tells of a constraint of a table with a key; one that only says the key again is enforced. */
    void tellOf(TableConstraint constraint, KeySchema keys) {
        switch (constraint.type()) {
            case PRIMARY_KEY -> {}
            case UNIQUE -> {
                String columns = columns(constraint);
                boolean wholeKey = !keys.hasSortKey()
                        && constraint.columns().size() == 1
                        && columns.equals(keys.partitionKey().name());
                if (!wholeKey) {
                    tell("UNIQUE (" + columns + ")", constraint);
                }
            }
            case FOREIGN_KEY -> tell("FOREIGN KEY (" + columns(constraint) + ")", constraint);
            case CHECK -> tell("CHECK", constraint);
        }
    }

    private static String columns(TableConstraint constraint) {
        return constraint.columns().stream()
                .map(column -> ((SqlIdentifier) column).getSimple())
                .collect(Collectors.joining(", "));
    }

    /** Tells of DEFAULT, REFERENCES and their kin, which are never enforced. */
    void tellOfRest(ColumnDefinition column) {
        String name = column.name().getSimple();
        if (column.defaultValue() != null) {
            tell("DEFAULT of column " + name, column);
        }
        if (column.references() != null) {
            tell("REFERENCES of column " + name, column);
        }
        if (column.check() != null) {
            tell("CHECK of column " + name, column);
        }
        if (column.collation() != null) {
            tell("COLLATE of column " + name, "texts sort by their UTF-8 bytes", column);
        }
        String numbering = column.numbering() == null ? TypeNames.numbering(column.type()) : column.numbering();
        if (numbering != null) {
            tell(numbering + " of column " + name, "no numbers are made", column);
        }
    }
}
