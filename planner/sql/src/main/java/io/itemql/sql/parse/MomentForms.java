package io.itemql.sql.parse;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import java.util.Locale;

/**
 * How the literals of dates and times are written. Forms, and no examples: a day that the calendar lacks has the right
 * form, and an example beside it would look like a correction.
 */
public final class MomentForms {
    private MomentForms() {}

    /**
     * What is wrong with a text that is no moment of a type.
     *
     * @param type as SQL writes it, such as {@code TIMESTAMP}
     * @param quoted the text as the statement has it, in its quotes
     * @param cause whoever found out; {@code null} if nothing was thrown
     */
    public static ItemException refusal(String type, String quoted, Exception cause) {
        return ItemException.causedBy(cause, ErrorCode.INVALID_DATETIME, quoted, type, form(type));
    }

    private static String form(String type) {
        return switch (type.toUpperCase(Locale.ROOT)) {
            case "DATE" -> "a day of the calendar as YYYY-MM-DD";
            case "TIME" -> "a time of day as HH:MM:SS";
            case "TIMESTAMP", "DATETIME" -> "a day of the calendar and a time as YYYY-MM-DD HH:MM:SS";
            default -> "a day of the calendar, a time and an offset as YYYY-MM-DD HH:MM:SS+HH:MM";
        };
    }
}
