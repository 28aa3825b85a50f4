package io.itemql.sql.ast;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;

/** {@code CREATE [OR REPLACE] TABLE [IF NOT EXISTS] t [(columns, constraints and indexes)] [WITH (options)]}. */
public final class CreateTable extends ItemCall {
    private static final Syntax SYNTAX =
            new Syntax("CREATE TABLE", SqlKind.CREATE_TABLE, (pos, o) -> new CreateTable(pos, o));

    public CreateTable(
            SqlParserPos pos,
            boolean replace,
            boolean ifNotExists,
            SqlIdentifier name,
            SqlNodeList columns,
            SqlNodeList constraints,
            SqlNodeList indexes,
            SqlNodeList options) {
        super(SYNTAX, pos, literal(replace), literal(ifNotExists), name, columns, constraints, indexes, options);
    }

    private CreateTable(SqlParserPos pos, SqlNode[] operands) {
        super(SYNTAX, pos, operands);
    }

    /** Whether OR REPLACE was said. */
    public boolean replace() {
        return flag(0);
    }

    /** Whether IF NOT EXISTS was said. */
    public boolean ifNotExists() {
        return flag(1);
    }

    /** The table's name. */
    public SqlIdentifier name() {
        return identifier(2);
    }

    /** The columns, {@link ColumnDefinition}s in the order of the text; may be empty. */
    public SqlNodeList columns() {
        return list(3);
    }

    /** The constraints, {@link TableConstraint}s; may be empty. */
    public SqlNodeList constraints() {
        return list(4);
    }

    /** The indexes, {@link CreateIndex} statements for this table; may be empty. */
    public SqlNodeList indexes() {
        return list(5);
    }

    /** The options, {@link TableOption}s; may be empty. */
    public SqlNodeList options() {
        return list(6);
    }

    @Override
    public void unparse(SqlWriter writer, int leftPrec, int rightPrec) {
        writer.keyword(replace() ? "CREATE OR REPLACE TABLE" : "CREATE TABLE");
        if (ifNotExists()) {
            writer.keyword("IF NOT EXISTS");
        }
        name().unparse(writer, 0, 0);
        List<SqlNode> elements = new ArrayList<>(columns());
        elements.addAll(constraints());
        if (!elements.isEmpty()) {
            unparseList(writer, "(", new SqlNodeList(elements, SqlParserPos.ZERO), ")");
        }
        // They stand in the parentheses as well, but read the same behind them.
        indexes().forEach(index -> index.unparse(writer, 0, 0));
        if (!options().isEmpty()) {
            writer.keyword("WITH");
            unparseList(writer, "(", options(), ")");
        }
    }
}
