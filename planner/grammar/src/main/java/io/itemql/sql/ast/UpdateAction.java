package io.itemql.sql.ast;

import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;

/** One change of an {@link UpdateItems}: a verb, a document path and, except for REMOVE, a value. */
public final class UpdateAction extends ItemCall {
    private static final Syntax SYNTAX =
            new Syntax("UPDATE_ACTION", SqlKind.OTHER, (pos, o) -> new UpdateAction(pos, o));

    /** What is done at the path. */
    public enum Verb {
        /** {@code SET path = value}. */
        SET,
        /** {@code REMOVE path}. */
        REMOVE,
        /** {@code ADD path value}: adds to a number or to a set. */
        ADD,
        /** {@code DELETE path value}: takes elements out of a set. */
        DELETE
    }

    /** Makes an action; {@code value} is null for REMOVE. */
    public UpdateAction(SqlParserPos pos, Verb verb, SqlNode path, SqlNode value) {
        super(SYNTAX, pos, literal(verb), path, value);
    }

    private UpdateAction(SqlParserPos pos, SqlNode[] operands) {
        super(SYNTAX, pos, operands);
    }

    /** What is done at the path. */
    public Verb verb() {
        return symbol(0, Verb.class);
    }

    /** The path: an identifier, or nested ITEM and DOT calls; see {@link DocumentPath}. */
    public SqlNode path() {
        return node(1);
    }

    /** The value; null for REMOVE. A call of Calcite's DEFAULT for {@code SET a = DEFAULT}. */
    public SqlNode value() {
        return node(2);
    }

    @Override
    public void unparse(SqlWriter writer, int leftPrec, int rightPrec) {
        writer.keyword(verb().name());
        path().unparse(writer, 0, 0);
        if (verb() == Verb.SET) {
            writer.keyword("=");
        }
        if (value() != null) {
            // inside a frame, so that a sub-query gets its parentheses
            SqlWriter.Frame frame = writer.startList("", "");
            value().unparse(writer, 0, 0);
            writer.endList(frame);
        }
    }
}
