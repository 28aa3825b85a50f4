package io.itemql.sql.ast;

import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;

/** A statement that is one word: SHUTDOWN, CHECKPOINT, BEGIN, COMMIT or ROLLBACK. */
public final class SimpleStatement extends ItemCall {
    private static final Syntax SYNTAX =
            new Syntax("SIMPLE_STATEMENT", SqlKind.OTHER, (pos, o) -> new SimpleStatement(pos, o));

    /** What is to be done. */
    public enum Action {
        /** Close the store. */
        SHUTDOWN,
        /** Write all changes to the store's file. */
        CHECKPOINT,
        /** Start a transaction. */
        BEGIN,
        /** Keep the transaction's changes. */
        COMMIT,
        /** Drop the transaction's changes. */
        ROLLBACK
    }

    public SimpleStatement(SqlParserPos pos, Action action) {
        super(SYNTAX, pos, literal(action));
    }

    private SimpleStatement(SqlParserPos pos, SqlNode[] operands) {
        super(SYNTAX, pos, operands);
    }

    /** What is to be done. */
    public Action action() {
        return symbol(0, Action.class);
    }

    @Override
    public void unparse(SqlWriter writer, int leftPrec, int rightPrec) {
        writer.keyword(action().name());
    }
}
