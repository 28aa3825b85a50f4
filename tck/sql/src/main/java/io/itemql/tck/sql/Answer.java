package io.itemql.tck.sql;

import io.itemql.error.ErrorCode;
import io.itemql.item.AttributeValue;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What a statement answered.
 *
 * @param failure the exception, if it failed; everything else is empty then
 * @param updateCount -1 if there is none
 * @param columns label and type of each column, in the form of a script; empty if it gave no rows
 * @param rows cells in the form of a script
 * @param examined how many items were looked at; -1 if the driver does not tell
 * @param values the same cells as values; {@code null} for NULL, for MISSING and for what is no attribute value
 */
record Answer(
        Optional<SQLException> failure,
        long updateCount,
        List<String> columns,
        List<String> rows,
        List<List<AttributeValue>> values,
        List<String> warnings,
        long examined) {
    static Answer failed(SQLException failure) {
        return new Answer(Optional.of(failure), -1, List.of(), List.of(), List.of(), List.of(), 0);
    }

    /** {@code CODE STATE message} of a failure. */
    static String errorText(SQLException failure) {
        String name = Arrays.stream(ErrorCode.values())
                .filter(code -> code.vendorCode() == failure.getErrorCode())
                .map(Enum::name)
                .findFirst()
                .orElse("UNKNOWN_CODE_" + failure.getErrorCode());
        String message = String.valueOf(failure.getMessage()).replace('\n', ' ');
        return name + " " + failure.getSQLState() + " " + message;
    }
}
