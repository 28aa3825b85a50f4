package io.itemql.jdbc.internal.result;

import io.itemql.jdbc.internal.failure.SqlExceptions;
import java.sql.SQLException;

/** The one refusal of all updating methods of result sets. */
final class ReadOnly {
    private ReadOnly() {}

    static SQLException refusal(String method) {
        return SqlExceptions.unsupported(
                method, ": the result is read-only; ask for CONCUR_UPDATABLE, or use UPDATE, INSERT or DELETE");
    }

    /** CONCUR_UPDATABLE was asked for. */
    static SQLException refusalInSpite(String method) {
        return SqlExceptions.unsupported(
                method,
                ": the result is read-only, and a warning of its statement says why; use UPDATE, INSERT or DELETE");
    }
}
