package io.itemql.sql.parse;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.sql.parser.ItemQlParser;
import io.itemql.sql.parser.ParseException;
import io.itemql.sql.parser.ReservedWordNames;
import io.itemql.sql.parser.SimpleCharStream;
import io.itemql.sql.parser.TokenMgrError;
import java.io.StringReader;
import org.apache.calcite.avatica.util.Casing;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.validate.SqlConformanceEnum;

/**
 * Turns the text of one statement, in SQL or PartiQL, into a syntax tree.
 *
 * <p>Names keep their case, quoted or not. Parameters are numbered from 0 in the order of the text. One semicolon may
 * stand at the end. Literals come as Calcite's: texts as {@code SqlCharStringLiteral}, numbers as
 * {@code SqlNumericLiteral}, whose {@code bigDecimalValue()} is exactly what was written, with an exponent
 * ({@code 1e3}, where {@code isExact()} is false) or without; ItemQL's numbers are decimal either way.
 *
 * <p>Calcite's own entry, {@code SqlParser}, is not used: it brings configuration classes that a first statement
 * should not wait for, and messages that list every token. Stateless; may be called by any number of threads.
 */
public final class StatementParser {
    private static final int BUFFER_MIN = 64;

    private StatementParser() {}

    /**
     * Parses a statement.
     *
     * @throws ItemException {@link ErrorCode#SYNTAX_ERROR} with line and column, if the text is not a statement
     */
    public static SqlNode parse(String text) {
        try {
            return parser(text).parseSqlStmtEof();
        } catch (ParseException e) {
            throw SyntaxFault.of(text, e);
        } catch (TokenMgrError e) {
            throw SyntaxFault.unreadable(text);
        } catch (StackOverflowError e) {
            throw ItemException.causedBy(e, ErrorCode.STATEMENT_TOO_DEEP);
        } catch (Exception e) {
            throw SyntaxFault.refused(text, e);
        }
    }

    /**
     * Parses a text that a statement does not show, such as the query of a view: every node gets one place, that of what
     * stands for the text in the statement. The text was parsed before.
     */
    public static SqlNode parseAt(String text, SqlParserPos place) {
        try {
            return parser(new ReservedWordNames(new PlacedCharacters(text, place)))
                    .parseSqlStmtEof();
        } catch (Exception | TokenMgrError e) {
            throw ItemException.causedBy(e, ErrorCode.INTERNAL_ERROR, "a kept text cannot be parsed: " + text);
        }
    }

    /** The characters of a text, all at one place. */
    private static final class PlacedCharacters extends SimpleCharStream {
        private final SqlParserPos place;

        PlacedCharacters(String text, SqlParserPos place) {
            super(new StringReader(text), 1, 1, Math.max(BUFFER_MIN, text.length() + 1));
            this.place = place;
        }

        @Override
        public int getBeginLine() {
            return place.getLineNum();
        }

        @Override
        public int getBeginColumn() {
            return place.getColumnNum();
        }

        @Override
        public int getEndLine() {
            return place.getEndLineNum();
        }

        @Override
        public int getEndColumn() {
            return place.getEndColumnNum();
        }
    }

    private static ItemQlParser parser(String text) {
        return parser(tokens(text));
    }

    private static ItemQlParser parser(ReservedWordNames tokens) {
        ItemQlParser parser = new ItemQlParser(tokens);
        parser.setConformance(SqlConformanceEnum.LENIENT);
        parser.setQuotedCasing(Casing.UNCHANGED);
        parser.setUnquotedCasing(Casing.UNCHANGED);
        // The length of an attribute's name is bounded where items are stored.
        parser.setIdentifierMaxLength(Integer.MAX_VALUE);
        return parser;
    }

    static ReservedWordNames tokens(String text) {
        int buffer = Math.max(BUFFER_MIN, text.length() + 1);
        return new ReservedWordNames(new SimpleCharStream(new StringReader(text), 1, 1, buffer));
    }
}
