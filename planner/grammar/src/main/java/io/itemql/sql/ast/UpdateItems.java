package io.itemql.sql.ast;

import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * {@code UPDATE t [[AS] alias] SET path = e, ... REMOVE path, ... ADD path e DELETE path e [WHERE c] [RETURNING r]};
 * the clauses SET, REMOVE, ADD and DELETE may come in any order and more than once.
 */
public final class UpdateItems extends ItemCall {
    private static final Syntax SYNTAX = new Syntax("UPDATE", SqlKind.UPDATE, (pos, o) -> new UpdateItems(pos, o));

    /** Makes a statement; {@code alias}, {@code where} and {@code returning} may be null. */
    public UpdateItems(
            SqlParserPos pos,
            SqlNodeList hints,
            SqlIdentifier table,
            SqlIdentifier alias,
            SqlNodeList actions,
            SqlNode where,
            ReturningClause returning) {
        super(SYNTAX, pos, hints, table, alias, actions, where, returning);
    }

    private UpdateItems(SqlParserPos pos, SqlNode[] operands) {
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

    /** The changes, {@link UpdateAction}s in the order of the text; at least one. */
    public SqlNodeList actions() {
        return list(3);
    }

    /** The condition, or null. */
    public SqlNode where() {
        return node(4);
    }

    /** The RETURNING clause, or null. */
    public ReturningClause returning() {
        return (ReturningClause) node(5);
    }

    @Override
    public void unparse(SqlWriter writer, int leftPrec, int rightPrec) {
        writer.keyword("UPDATE");
        unparseHints(writer, hints());
        table().unparse(writer, 0, 0);
        if (alias() != null) {
            writer.keyword("AS");
            alias().unparse(writer, 0, 0);
        }
        for (SqlNode action : actions()) {
            action.unparse(writer, 0, 0);
        }
        unparseWhere(writer, where());
        if (returning() != null) {
            returning().unparse(writer, 0, 0);
        }
    }
}
