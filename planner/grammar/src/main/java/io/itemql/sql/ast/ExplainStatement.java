package io.itemql.sql.ast;

import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;

/** {@code EXPLAIN [ANALYZE] [AS JSON] [PLAN FOR] statement}, the statement being a query or a change of items. */
public final class ExplainStatement extends ItemCall {
    private static final Syntax SYNTAX =
            new Syntax("EXPLAIN", SqlKind.EXPLAIN, (pos, o) -> new ExplainStatement(pos, o));

    public ExplainStatement(SqlParserPos pos, boolean analyze, boolean json, SqlNode statement) {
        super(SYNTAX, pos, literal(analyze), literal(json), statement);
    }

    private ExplainStatement(SqlParserPos pos, SqlNode[] operands) {
        super(SYNTAX, pos, operands);
    }

    /** Whether the statement is to be run and measured. */
    public boolean analyze() {
        return flag(0);
    }

    /** Whether the plan is wanted as one JSON document. */
    public boolean json() {
        return flag(1);
    }

    /** The statement explained. */
    public SqlNode statement() {
        return node(2);
    }

    @Override
    public void unparse(SqlWriter writer, int leftPrec, int rightPrec) {
        writer.keyword(analyze() ? "EXPLAIN ANALYZE" : "EXPLAIN");
        if (json()) {
            writer.keyword("AS JSON");
        }
        statement().unparse(writer, 0, 0);
    }
}
