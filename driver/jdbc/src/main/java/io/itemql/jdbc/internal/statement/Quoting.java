package io.itemql.jdbc.internal.statement;

import io.itemql.error.ErrorCode;
import io.itemql.jdbc.internal.failure.SqlExceptions;
import io.itemql.sql.parse.Identifiers;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.Pattern;

/**
 * Literals and names as statements write them. Names are kept as they are written, with or without quotes, and may have any
 * character but NUL. {@code null} is an SQLException like every other wrong argument.
 */
interface Quoting extends Statement {
    /** A name that has its quotes already. */
    Pattern QUOTED = Pattern.compile("\"(?:[^\"\0]|\"\")+\"");

    @Override
    default String enquoteLiteral(String text) throws SQLException {
        checkGiven("literal", text);
        return '\'' + text.replace("'", "''") + '\'';
    }

    @Override
    default String enquoteNCharLiteral(String text) throws SQLException {
        return 'N' + enquoteLiteral(text);
    }

    /** A name that is in quotes already stays as it is; a name with other quotes in it gets these doubled. */
    @Override
    default String enquoteIdentifier(String name, boolean alwaysQuote) throws SQLException {
        checkGiven("name", name);
        if (name.isEmpty() || name.indexOf('\0') >= 0) {
            throw SqlExceptions.of(
                    ErrorCode.INVALID_JDBC_ARGUMENT,
                    name.isEmpty() ? "A name has at least one character" : "A name has no NUL character");
        }
        if (!alwaysQuote && isSimpleIdentifier(name)) {
            return name;
        }
        return QUOTED.matcher(name).matches() ? name : Identifiers.quoted(name);
    }

    @Override
    default boolean isSimpleIdentifier(String name) throws SQLException {
        checkGiven("name", name);
        return Identifiers.isPlain(name);
    }

    private static void checkGiven(String what, String argument) throws SQLException {
        if (argument == null) {
            throw SqlExceptions.of(ErrorCode.INVALID_JDBC_ARGUMENT, "The " + what + " is null");
        }
    }
}
