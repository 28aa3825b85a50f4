package io.itemql.sql.ast;

import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;

/** {@code DROP VIEW [IF EXISTS] v [, …] [CASCADE | RESTRICT]}. */
public final class DropView extends ItemCall {
    private static final Syntax SYNTAX = new Syntax("DROP VIEW", SqlKind.DROP_VIEW, (pos, o) -> new DropView(pos, o));

    public DropView(SqlParserPos pos, boolean ifExists, SqlNodeList names, boolean cascade) {
        super(SYNTAX, pos, literal(ifExists), names, literal(cascade));
    }

    private DropView(SqlParserPos pos, SqlNode[] operands) {
        super(SYNTAX, pos, operands);
    }

    /** Whether IF EXISTS was said. */
    public boolean ifExists() {
        return flag(0);
    }

    /** The names of the views, each a {@link SqlIdentifier}; at least one. */
    public SqlNodeList names() {
        return list(1);
    }

    /** Whether CASCADE was said. */
    public boolean cascade() {
        return flag(2);
    }

    @Override
    public void unparse(SqlWriter writer, int leftPrec, int rightPrec) {
        writer.keyword(ifExists() ? "DROP VIEW IF EXISTS" : "DROP VIEW");
        unparseList(writer, "", names(), "");
        if (cascade()) {
            writer.keyword("CASCADE");
        }
    }
}
