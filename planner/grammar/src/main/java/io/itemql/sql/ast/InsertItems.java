package io.itemql.sql.ast;

import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * {@code INSERT | UPSERT | REPLACE INTO t} with whole items, rows or a query:
 *
 * <pre>
 * INSERT INTO t VALUE {'a': 1}  |  VALUE ?  |  VALUE &lt;&lt;{..}, {..}&gt;&gt;
 * INSERT INTO t (a, b) VALUES (1, ?), (2, ?)
 * INSERT INTO t [(a, b)] SELECT ...
 * </pre>
 */
public final class InsertItems extends ItemCall {
    private static final Syntax SYNTAX = new Syntax("INSERT", SqlKind.INSERT, (pos, o) -> new InsertItems(pos, o));

    /** What happens to an item that is there already. */
    public enum Mode {
        /** It is an error. */
        INSERT,
        /** It is replaced. */
        UPSERT,
        /** It is replaced: another word for UPSERT. */
        REPLACE
    }

    /** What {@link InsertItems#source()} is. */
    public enum Source {
        /** An expression after VALUE: a tuple, a bag or list of tuples, or a parameter. */
        ITEMS,
        /** A call of VALUES, whose operands are calls of ROW. */
        ROWS,
        /** A query. */
        QUERY
    }

    /** Makes a statement; {@code columns} and {@code returning} may be null. */
    public InsertItems(
            SqlParserPos pos,
            Mode mode,
            SqlNodeList hints,
            SqlIdentifier table,
            SqlNodeList columns,
            Source sourceKind,
            SqlNode source,
            ReturningClause returning) {
        super(SYNTAX, pos, literal(mode), hints, table, columns, literal(sourceKind), source, returning);
    }

    private InsertItems(SqlParserPos pos, SqlNode[] operands) {
        super(SYNTAX, pos, operands);
    }

    /** What happens to an item that is there already. */
    public Mode mode() {
        return symbol(0, Mode.class);
    }

    /** The statement's hints ({@code SqlHint}); may be empty. */
    public SqlNodeList hints() {
        return list(1);
    }

    /** The table, as written. */
    public SqlIdentifier table() {
        return identifier(2);
    }

    /** The column list, simple identifiers; null if the statement has none. */
    public SqlNodeList columns() {
        return list(3);
    }

    /** What {@link #source()} is. */
    public Source sourceKind() {
        return symbol(4, Source.class);
    }

    /** The items, rows or query. */
    public SqlNode source() {
        return node(5);
    }

    /** The RETURNING clause, or null. */
    public ReturningClause returning() {
        return (ReturningClause) node(6);
    }

    @Override
    public void unparse(SqlWriter writer, int leftPrec, int rightPrec) {
        writer.keyword(mode().name());
        unparseHints(writer, hints());
        writer.keyword("INTO");
        table().unparse(writer, 0, 0);
        if (columns() != null) {
            unparseList(writer, "(", columns(), ")");
        }
        if (sourceKind() == Source.ITEMS) {
            writer.keyword("VALUE");
        }
        source().unparse(writer, 0, 0);
        if (returning() != null) {
            returning().unparse(writer, 0, 0);
        }
    }
}
