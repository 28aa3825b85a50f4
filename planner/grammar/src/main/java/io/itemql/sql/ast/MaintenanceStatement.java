package io.itemql.sql.ast;

import java.util.Optional;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;

/** {@code CHECK TABLE t}, {@code CHECK ALL}, {@code BACKUP TO 'dir'}, {@code RESTORE [TABLE t] FROM 'dir'}. */
public final class MaintenanceStatement extends ItemCall {
    private static final Syntax SYNTAX =
            new Syntax("MAINTENANCE", SqlKind.OTHER, (pos, o) -> new MaintenanceStatement(pos, o));

    /** What is to be done. */
    public enum Action {
        /** Read everything and say what does not add up. */
        CHECK,
        /** Save all tables into a directory. */
        BACKUP,
        /** Bring back tables from a backup. */
        RESTORE
    }

    /**
     * @param table null for all tables
     * @param directory a text; null for CHECK
     */
    public MaintenanceStatement(SqlParserPos pos, Action action, SqlIdentifier table, SqlNode directory) {
        super(SYNTAX, pos, literal(action), table, directory);
    }

    private MaintenanceStatement(SqlParserPos pos, SqlNode[] operands) {
        super(SYNTAX, pos, operands);
    }

    /** What is to be done. */
    public Action action() {
        return symbol(0, Action.class);
    }

    /** The table; empty for all. */
    public Optional<SqlIdentifier> table() {
        return Optional.ofNullable(identifier(1));
    }

    /** The directory; only of BACKUP and RESTORE. */
    public String directory() {
        return ((SqlLiteral) node(2)).getValueAs(String.class);
    }

    @Override
    public void unparse(SqlWriter writer, int leftPrec, int rightPrec) {
        writer.keyword(action().name());
        if (table().isPresent()) {
            writer.keyword("TABLE");
            table().get().unparse(writer, 0, 0);
        } else if (action() == Action.CHECK) {
            writer.keyword("ALL");
        }
        if (action() != Action.CHECK) {
            writer.keyword(action() == Action.BACKUP ? "TO" : "FROM");
            node(2).unparse(writer, 0, 0);
        }
    }
}
