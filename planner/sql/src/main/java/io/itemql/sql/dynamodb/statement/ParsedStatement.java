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
    private static final int LENGTH_MAX = 8192;

    /**
     * Reads a statement.
     *
     * @throws ItemException with {@link ErrorCode#STATEMENT_MALFORMED}, or with {@link ErrorCode#STATEMENT_REFUSED} if it is
     *     empty or too long
     */
    public static ParsedStatement of(String text) {
        checkLength(text);
        Parser parser = Parser.of(text);
        Statement statement = parser.statement();
        return new ParsedStatement(statement, parser.parameterCount());
    }

    /**
     * Checks the length of a statement.
     *
     * @throws ItemException with {@link ErrorCode#STATEMENT_REFUSED} if it is empty or too long
     */
    public static void checkLength(String text) {
        if (text.isEmpty()) {
            throw Refusals.refused(
                    "1 validation error detected: Value '' at 'statement' failed to satisfy constraint: Member must"
                            + " have length greater than or equal to 1");
        }
        if (text.length() > LENGTH_MAX) {
            throw Refusals.refused(
                    "1 validation error detected: Value '" + text + "' at 'statement' failed to satisfy constraint:"
                            + " Member must have length less than or equal to " + LENGTH_MAX);
        }
    }
}
