package io.itemql.sql.ast;

import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;

/** {@code DROP INDEX [IF EXISTS] n ON t}, {@code DROP INDEX t.n} or, where it is clear, {@code DROP INDEX n}. */
public final class DropIndex extends ItemCall {
    private static final Syntax SYNTAX =
            new Syntax("DROP INDEX", SqlKind.DROP_INDEX, (pos, o) -> new DropIndex(pos, o));

    private DropIndex(SqlParserPos pos, SqlNode... operands) {
        super(SYNTAX, pos, operands);
    }

    /**
     * Makes a statement. Without {@code table} (null), a name of several parts is taken as table and index.
     */
    public static DropIndex of(SqlParserPos pos, boolean ifExists, SqlIdentifier name, SqlIdentifier table) {
        int last = name.names.size() - 1;
        if (table == null && last > 0) {
            return new DropIndex(pos, literal(ifExists), name.getComponent(last), name.getComponent(0, last));
        }
        return new DropIndex(pos, literal(ifExists), name, table);
    }

    /** Whether IF EXISTS was said. */
    public boolean ifExists() {
        return flag(0);
    }

    /** The index's name. */
    public SqlIdentifier name() {
        return identifier(1);
    }

    /** The table's name, or null if the statement names none. */
    public SqlIdentifier table() {
        return identifier(2);
    }

    @Override
    public void unparse(SqlWriter writer, int leftPrec, int rightPrec) {
        writer.keyword(ifExists() ? "DROP INDEX IF EXISTS" : "DROP INDEX");
        name().unparse(writer, 0, 0);
        if (table() != null) {
            writer.keyword("ON");
            table().unparse(writer, 0, 0);
        }
    }
}
