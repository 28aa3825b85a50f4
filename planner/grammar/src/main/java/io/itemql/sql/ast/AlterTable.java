package io.itemql.sql.ast;

import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;

/** {@code ALTER TABLE t} with one {@link Action}. */
public final class AlterTable extends ItemCall {
    private static final Syntax SYNTAX =
            new Syntax("ALTER TABLE", SqlKind.ALTER_TABLE, (pos, o) -> new AlterTable(pos, o));

    /** What is to be changed, and which accessors then have a value. */
    public enum Action {
        /** {@code ADD [COLUMN] definition}: {@link AlterTable#column()}. */
        ADD_COLUMN,
        /** {@code ADD [CONSTRAINT name] ..}: {@link AlterTable#constraint()}. */
        ADD_CONSTRAINT,
        /** {@code DROP CONSTRAINT name}: {@link AlterTable#columnName()} is that name. */
        DROP_CONSTRAINT,
        /** {@code ALTER [COLUMN] name SET NOT NULL}: {@link AlterTable#columnName()}. */
        SET_NOT_NULL,
        /** {@code ALTER [COLUMN] name DROP NOT NULL}: {@link AlterTable#columnName()}. */
        DROP_NOT_NULL,
        /** {@code DROP [COLUMN] name}: {@link AlterTable#columnName()}. */
        DROP_COLUMN,
        /**
         * {@code ALTER [COLUMN] name [SET DATA] TYPE type}: {@link AlterTable#columnName()}, {@link AlterTable#type()}.
         */
        ALTER_TYPE,
        /** {@code SET (name = value, ..)}: {@link AlterTable#options()}. */
        SET_OPTIONS,
        /** {@code RENAME TO name}: {@link AlterTable#newName()}. */
        RENAME_TABLE,
        /** {@code RENAME COLUMN name TO name}: {@link AlterTable#columnName()}, {@link AlterTable#newName()}. */
        RENAME_COLUMN
    }

    /** Makes a statement; what the action does not need is null, or empty for {@code options}. */
    public AlterTable(
            SqlParserPos pos,
            SqlIdentifier table,
            Action action,
            SqlNode element,
            SqlIdentifier columnName,
            WrittenType type,
            SqlIdentifier newName,
            SqlNodeList options,
            boolean lenient) {
        super(SYNTAX, pos, table, literal(action), element, columnName, type, newName, options, literal(lenient));
    }

    private AlterTable(SqlParserPos pos, SqlNode[] operands) {
        super(SYNTAX, pos, operands);
    }

    /** The table's name. */
    public SqlIdentifier table() {
        return identifier(0);
    }

    /** What is to be changed. */
    public Action action() {
        return symbol(1, Action.class);
    }

    /** The column to add; only for that action. */
    public ColumnDefinition column() {
        return (ColumnDefinition) node(2);
    }

    /** The constraint to add; only for that action. */
    public TableConstraint constraint() {
        return (TableConstraint) node(2);
    }

    /** The column or constraint to change, or null. */
    public SqlIdentifier columnName() {
        return identifier(3);
    }

    /** The column's new type, or null. */
    public WrittenType type() {
        return (WrittenType) node(4);
    }

    /** The new name of the table or column, or null. */
    public SqlIdentifier newName() {
        return identifier(5);
    }

    /** The options to set, {@link TableOption}s; empty for other actions. */
    public SqlNodeList options() {
        return list(6);
    }

    /** Whether IF NOT EXISTS or IF EXISTS was said of the column. */
    public boolean isConditional() {
        return flag(7);
    }

    @Override
    public void unparse(SqlWriter writer, int leftPrec, int rightPrec) {
        writer.keyword("ALTER TABLE");
        table().unparse(writer, 0, 0);
        switch (action()) {
            case ADD_COLUMN -> {
                writer.keyword(isConditional() ? "ADD COLUMN IF NOT EXISTS" : "ADD COLUMN");
                column().unparse(writer, 0, 0);
            }
            case ADD_CONSTRAINT -> {
                writer.keyword("ADD");
                constraint().unparse(writer, 0, 0);
            }
            case DROP_CONSTRAINT -> {
                writer.keyword("DROP CONSTRAINT");
                columnName().unparse(writer, 0, 0);
            }
            case SET_NOT_NULL, DROP_NOT_NULL -> {
                writer.keyword("ALTER COLUMN");
                columnName().unparse(writer, 0, 0);
                writer.keyword(action() == Action.SET_NOT_NULL ? "SET NOT NULL" : "DROP NOT NULL");
            }
            case DROP_COLUMN -> {
                writer.keyword(isConditional() ? "DROP COLUMN IF EXISTS" : "DROP COLUMN");
                columnName().unparse(writer, 0, 0);
            }
            case ALTER_TYPE -> {
                writer.keyword("ALTER COLUMN");
                columnName().unparse(writer, 0, 0);
                writer.keyword("SET DATA TYPE");
                type().unparse(writer, 0, 0);
            }
            case SET_OPTIONS -> {
                writer.keyword("SET");
                unparseList(writer, "(", options(), ")");
            }
            case RENAME_TABLE -> {
                writer.keyword("RENAME TO");
                newName().unparse(writer, 0, 0);
            }
            case RENAME_COLUMN -> {
                writer.keyword("RENAME COLUMN");
                columnName().unparse(writer, 0, 0);
                writer.keyword("TO");
                newName().unparse(writer, 0, 0);
            }
        }
    }
}
