package io.itemql.jdbc.internal.result;

import io.itemql.jdbc.internal.failure.SqlExceptions;
import java.sql.SQLException;

/** The one refusal of all updating methods of result sets. */
final class ReadOnly {
    private ReadOnly() {}

    static SQLException refusal(String method) {
        return SqlExceptions.unsupported(method, ": results are read-only; use UPDATE, INSERT or DELETE");
    }
}
