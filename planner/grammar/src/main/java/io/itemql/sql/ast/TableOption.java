package io.itemql.sql.ast;

import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;

/** One {@code name = value} of {@code WITH (..)} or {@code ALTER TABLE t SET (..)}. */
public final class TableOption extends ItemCall {
    private static final Syntax SYNTAX = new Syntax("TABLE_OPTION", SqlKind.OTHER, (pos, o) -> new TableOption(pos, o));

    public TableOption(SqlParserPos pos, SqlIdentifier name, SqlNode value) {
        super(SYNTAX, pos, name, value);
    }

    private TableOption(SqlParserPos pos, SqlNode[] operands) {
        super(SYNTAX, pos, operands);
    }

    /** The option's name, as written. */
    public String name() {
        return identifier(0).getSimple();
    }

    /** The value: a literal, a simple identifier or a parameter. */
    public SqlNode value() {
        return node(1);
    }

    @Override
    public void unparse(SqlWriter writer, int leftPrec, int rightPrec) {
        node(0).unparse(writer, 0, 0);
        writer.keyword("=");
        value().unparse(writer, 0, 0);
    }
}
