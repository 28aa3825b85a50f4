package io.itemql.sql.ast;

import java.util.Optional;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * {@code COPY t [(columns)] FROM 'file' [WITH (options)]}, {@code COPY t TO 'file' [WITH (options)]},
 * {@code COPY (query) TO 'file' [WITH (options)]}.
 */
public final class CopyStatement extends ItemCall {
    private static final Syntax SYNTAX = new Syntax("COPY", SqlKind.OTHER, (pos, o) -> new CopyStatement(pos, o));

    /**
     * @param source the name of a table, or a query
     * @param columns may be null
     * @param reads true for FROM
     */
    public CopyStatement(
            SqlParserPos pos, SqlNode source, SqlNodeList columns, boolean reads, SqlNode file, SqlNodeList options) {
        super(SYNTAX, pos, source, columns, literal(reads), file, options);
    }

    private CopyStatement(SqlParserPos pos, SqlNode[] operands) {
        super(SYNTAX, pos, operands);
    }

    /** The table; empty for a query. */
    public Optional<SqlIdentifier> table() {
        return node(0) instanceof SqlIdentifier name ? Optional.of(name) : Optional.empty();
    }

    /** The table's name or the query. */
    public SqlNode source() {
        return node(0);
    }

    /** The names of columns; empty if there are none. */
    public Optional<SqlNodeList> columns() {
        return Optional.ofNullable(list(1));
    }

    /** Whether the file is read. */
    public boolean reads() {
        return flag(2);
    }

    /** The path of the file or directory. */
    public String file() {
        return ((SqlLiteral) node(3)).getValueAs(String.class);
    }

    /** The options, each a {@link TableOption}. */
    public SqlNodeList options() {
        return list(4);
    }

    @Override
    public void unparse(SqlWriter writer, int leftPrec, int rightPrec) {
        writer.keyword("COPY");
        if (table().isPresent()) {
            source().unparse(writer, 0, 0);
            if (columns().isPresent()) {
                unparseList(writer, "(", columns().get(), ")");
            }
        } else {
            SqlWriter.Frame frame = writer.startList("(", ")");
            source().unparse(writer, 0, 0);
            writer.endList(frame);
        }
        writer.keyword(reads() ? "FROM" : "TO");
        node(3).unparse(writer, 0, 0);
        if (!options().isEmpty()) {
            writer.keyword("WITH");
            unparseList(writer, "(", options(), ")");
        }
    }
}
