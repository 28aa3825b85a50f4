package io.itemql.sql.dynamodb.statement;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.sql.dynamodb.syntax.Parser;
import io.itemql.sql.dynamodb.syntax.Statement;

/**
 * A statement as it was written, ready to be understood with any parameters.
 *
 * @param parameterCount how many {@code ?} it has
 */
public record ParsedStatement(Statement statement, int parameterCount) {
    /** How long a statement may be, in characters. */
    public static final int LENGTH_MAX = 8192;

    /**
     * Reads a statement.
     *
     * @throws ItemException with {@link ErrorCode#STATEMENT_MALFORMED}
     */
    public static ParsedStatement of(String text) {
        Parser parser = Parser.of(text);
        Statement statement = parser.statement();
        return new ParsedStatement(statement, parser.parameterCount());
    }
}
