package io.itemql.sql.ast;

import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * {@code RETURNING (ALL | MODIFIED) (OLD | NEW) *}, or the standard-like {@code RETURNING a, b AS c}.
 */
public final class ReturningClause extends ItemCall {
    private static final Syntax SYNTAX =
            new Syntax("RETURNING", SqlKind.OTHER, (pos, o) -> new ReturningClause(pos, o));

    /** Which state of the item is wanted. */
    public enum Form {
        /** {@code ALL OLD *}: the item as it was. */
        ALL_OLD("ALL OLD *"),
        /** {@code ALL NEW *}: the item as it is now. */
        ALL_NEW("ALL NEW *"),
        /** {@code MODIFIED OLD *}: the changed attributes as they were. */
        MODIFIED_OLD("MODIFIED OLD *"),
        /** {@code MODIFIED NEW *}: the changed attributes as they are now. */
        MODIFIED_NEW("MODIFIED NEW *"),
        /** A select list: {@link ReturningClause#columns()}. */
        COLUMNS("");

        private final String text;

        Form(String text) {
            this.text = text;
        }

        /** Returns the form of {@code (ALL | MODIFIED) (OLD | NEW) *}. */
        public static Form of(boolean all, boolean old) {
            if (all) {
                return old ? ALL_OLD : ALL_NEW;
            }
            return old ? MODIFIED_OLD : MODIFIED_NEW;
        }
    }

    public ReturningClause(SqlParserPos pos, Form form, SqlNodeList columns) {
        super(SYNTAX, pos, literal(form), columns);
    }

    private ReturningClause(SqlParserPos pos, SqlNode[] operands) {
        super(SYNTAX, pos, operands);
    }

    /** Which state of the item is wanted. */
    public Form form() {
        return symbol(0, Form.class);
    }

    /** The select list of {@link Form#COLUMNS}; empty for the other forms. */
    public SqlNodeList columns() {
        return list(1);
    }

    @Override
    public void unparse(SqlWriter writer, int leftPrec, int rightPrec) {
        writer.keyword("RETURNING");
        if (form() == Form.COLUMNS) {
            unparseList(writer, "", columns(), "");
        } else {
            writer.print(form().text);
            writer.setNeedWhitespace(true);
        }
    }
}
