package io.itemql.jdbc.internal.result;

import io.itemql.jdbc.internal.failure.SqlExceptions;
import java.sql.SQLException;

/** The refusals of all updating methods of result sets. */
final class ReadOnly {
    private ReadOnly() {}

    static SQLException refusal(String method) {
        return SqlExceptions.unsupported(
                method, ": the result is read-only; ask for CONCUR_UPDATABLE, or use UPDATE, INSERT or DELETE");
    }

    /** The same for a result that was asked to be updatable and could not be. */
    static SQLException loweredRefusal(String method) {
        return SqlExceptions.unsupported(
                method,
                ": rows of this query cannot be changed, a warning of the statement says why; use UPDATE, INSERT or DELETE");
    }
}
