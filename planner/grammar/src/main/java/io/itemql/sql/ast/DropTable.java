package io.itemql.sql.ast;

import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;

/** {@code DROP TABLE [IF EXISTS] t [, …] [CASCADE | RESTRICT]}. */
public final class DropTable extends ItemCall {
    private static final Syntax SYNTAX =
            new Syntax("DROP TABLE", SqlKind.DROP_TABLE, (pos, o) -> new DropTable(pos, o));

    public DropTable(SqlParserPos pos, boolean ifExists, SqlNodeList names, boolean cascade) {
        super(SYNTAX, pos, literal(ifExists), names, literal(cascade));
    }

    private DropTable(SqlParserPos pos, SqlNode[] operands) {
        super(SYNTAX, pos, operands);
    }

    /** Whether IF EXISTS was said. */
    public boolean ifExists() {
        return flag(0);
    }

    /** The names of the tables, each a {@link SqlIdentifier}; at least one. */
    public SqlNodeList names() {
        return list(1);
    }

    /** Whether CASCADE was said. */
    public boolean cascade() {
        return flag(2);
    }

    @Override
    public void unparse(SqlWriter writer, int leftPrec, int rightPrec) {
        writer.keyword(ifExists() ? "DROP TABLE IF EXISTS" : "DROP TABLE");
        unparseList(writer, "", names(), "");
        if (cascade()) {
            writer.keyword("CASCADE");
        }
    }
}
