package io.itemql.sql.ast;

import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;

/** {@code DELETE FROM t [[AS] alias] [WHERE c] [RETURNING ALL OLD *]}. */
public final class DeleteItems extends ItemCall {
    private static final Syntax SYNTAX = new Syntax("DELETE", SqlKind.DELETE, (pos, o) -> new DeleteItems(pos, o));

    /** Makes a statement; {@code alias}, {@code where} and {@code returning} may be null. */
    public DeleteItems(
            SqlParserPos pos,
            SqlNodeList hints,
            SqlIdentifier table,
            SqlIdentifier alias,
            SqlNode where,
            ReturningClause returning) {
        super(SYNTAX, pos, hints, table, alias, where, returning);
    }

    private DeleteItems(SqlParserPos pos, SqlNode[] operands) {
        super(SYNTAX, pos, operands);
    }

    /** The statement's hints ({@code SqlHint}); may be empty. */
    public SqlNodeList hints() {
        return list(0);
    }

    /** The table, as written. */
    public SqlIdentifier table() {
        return identifier(1);
    }

    /** The alias, or null. */
    public SqlIdentifier alias() {
        return identifier(2);
    }

    /** The condition, or null. */
    public SqlNode where() {
        return node(3);
    }

    /** The RETURNING clause, or null. */
    public ReturningClause returning() {
        return (ReturningClause) node(4);
    }

    @Override
    public void unparse(SqlWriter writer, int leftPrec, int rightPrec) {
        writer.keyword("DELETE");
        unparseHints(writer, hints());
        writer.keyword("FROM");
        table().unparse(writer, 0, 0);
        if (alias() != null) {
            writer.keyword("AS");
            alias().unparse(writer, 0, 0);
        }
        unparseWhere(writer, where());
        if (returning() != null) {
            returning().unparse(writer, 0, 0);
        }
    }
}
