package io.itemql.jdbc.internal.statement;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;

/**
 * The counts of a batch. A command that fails does not keep the others from running; its count is
 * {@link Statement#EXECUTE_FAILED}, and the exception at the end carries all counts and, chained, all failures.
 */
final class BatchCounts {
    private final long[] counts;
    private SQLException first;

    BatchCounts(int commands) {
        counts = new long[commands];
        Arrays.fill(counts, Statement.EXECUTE_FAILED);
    }

    void succeeded(int command, long count) {
        counts[command] = count;
    }

    void failed(SQLException failure) {
        if (first == null) {
            first = failure;
        } else {
            first.setNextException(failure);
        }
    }

    /**
     * The counts.
     *
     * @throws BatchUpdateException if a command failed
     */
    long[] orThrow() throws BatchUpdateException {
        if (first == null) {
            return counts;
        }
        BatchUpdateException failure =
                new BatchUpdateException(first.getMessage(), first.getSQLState(), first.getErrorCode(), counts, first);
        failure.setNextException(first);
        throw failure;
    }
}
