package io.itemql.sql.ast;

import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;

/** {@code CREATE [OR REPLACE] VIEW [IF NOT EXISTS] v [(columns)] AS query}. */
public final class CreateView extends ItemCall {
    private static final Syntax SYNTAX =
            new Syntax("CREATE VIEW", SqlKind.CREATE_VIEW, (pos, o) -> new CreateView(pos, o));

    /** Makes a statement; {@code columns} may be null. */
    public CreateView(
            SqlParserPos pos,
            boolean replace,
            boolean ifNotExists,
            SqlIdentifier name,
            SqlNodeList columns,
            SqlNode query) {
        super(SYNTAX, pos, literal(replace), literal(ifNotExists), name, columns, query);
    }

    private CreateView(SqlParserPos pos, SqlNode[] operands) {
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

    /** The view's name. */
    public SqlIdentifier name() {
        return identifier(2);
    }

    /** The names of the view's columns, or null. */
    public SqlNodeList columns() {
        return list(3);
    }

    /** The query; its position tells where its text is in the statement. */
    public SqlNode query() {
        return node(4);
    }

    @Override
    public void unparse(SqlWriter writer, int leftPrec, int rightPrec) {
        writer.keyword(replace() ? "CREATE OR REPLACE VIEW" : "CREATE VIEW");
        if (ifNotExists()) {
            writer.keyword("IF NOT EXISTS");
        }
        name().unparse(writer, 0, 0);
        if (columns() != null) {
            unparseList(writer, "(", columns(), ")");
        }
        writer.keyword("AS");
        query().unparse(writer, 0, 0);
    }
}
