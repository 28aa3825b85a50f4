package io.itemql.sql.ast;

import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;

/** {@code TRUNCATE TABLE t}. */
public final class TruncateTable extends ItemCall {
    private static final Syntax SYNTAX =
            new Syntax("TRUNCATE TABLE", SqlKind.TRUNCATE_TABLE, (pos, o) -> new TruncateTable(pos, o));

    public TruncateTable(SqlParserPos pos, SqlIdentifier table) {
        super(SYNTAX, pos, table);
    }

    private TruncateTable(SqlParserPos pos, SqlNode[] operands) {
        super(SYNTAX, pos, operands);
    }

    /** The table's name. */
    public SqlIdentifier table() {
        return identifier(0);
    }

    @Override
    public void unparse(SqlWriter writer, int leftPrec, int rightPrec) {
        writer.keyword("TRUNCATE TABLE");
        table().unparse(writer, 0, 0);
    }
}
