package io.itemql.sql.ast;

import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * A constraint of CREATE TABLE: {@code [CONSTRAINT n]} PRIMARY KEY, UNIQUE or FOREIGN KEY over columns, or CHECK.
 */
public final class TableConstraint extends ItemCall {
    private static final Syntax SYNTAX =
            new Syntax("TABLE_CONSTRAINT", SqlKind.OTHER, (pos, o) -> new TableConstraint(pos, o));

    /** What is demanded. */
    public enum Type {
        /** {@code PRIMARY KEY (partition key [, sort key])}. */
        PRIMARY_KEY("PRIMARY KEY"),
        /** {@code UNIQUE (..)}. */
        UNIQUE("UNIQUE"),
        /** {@code FOREIGN KEY (..) REFERENCES t}. */
        FOREIGN_KEY("FOREIGN KEY"),
        /** {@code CHECK (condition)}. */
        CHECK("CHECK");

        private final String text;

        Type(String text) {
            this.text = text;
        }
    }

    /** Makes a constraint; {@code name}, {@code references} and {@code condition} may be null. */
    public TableConstraint(
            SqlParserPos pos,
            Type type,
            SqlIdentifier name,
            SqlNodeList columns,
            SqlIdentifier references,
            SqlNode condition) {
        super(SYNTAX, pos, literal(type), name, columns, references, condition);
    }

    private TableConstraint(SqlParserPos pos, SqlNode[] operands) {
        super(SYNTAX, pos, operands);
    }

    /** What is demanded. */
    public Type type() {
        return symbol(0, Type.class);
    }

    /** The constraint's name, or null. */
    public SqlIdentifier name() {
        return identifier(1);
    }

    /** The columns, simple identifiers in the order of the text; empty for CHECK. */
    public SqlNodeList columns() {
        return list(2);
    }

    /** The table a foreign key refers to, or null. */
    public SqlIdentifier references() {
        return identifier(3);
    }

    /** The condition of CHECK, or null. */
    public SqlNode condition() {
        return node(4);
    }

    @Override
    public void unparse(SqlWriter writer, int leftPrec, int rightPrec) {
        if (name() != null) {
            writer.keyword("CONSTRAINT");
            name().unparse(writer, 0, 0);
        }
        writer.keyword(type().text);
        if (condition() != null) {
            unparseList(writer, "(", SqlNodeList.of(condition()), ")");
        } else {
            unparseList(writer, "(", columns(), ")");
        }
        if (references() != null) {
            writer.keyword("REFERENCES");
            references().unparse(writer, 0, 0);
        }
    }
}
