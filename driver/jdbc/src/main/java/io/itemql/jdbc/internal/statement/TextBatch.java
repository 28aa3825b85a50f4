package io.itemql.jdbc.internal.statement;

import io.itemql.error.ErrorCode;
import io.itemql.jdbc.internal.failure.SqlExceptions;
import io.itemql.sql.PreparedSql;
import io.itemql.store.Cancellation;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The batch of a {@code Statement}: texts, run one after the other; one that fails does not keep the rest from running.
 */
final class TextBatch {
    private final List<String> texts = new ArrayList<>();

    void add(String sql) throws SQLException {
        if (sql == null) {
            throw SqlExceptions.of(ErrorCode.INVALID_JDBC_ARGUMENT, "The statement is null");
        }
        texts.add(sql);
    }

    void clear() {
        texts.clear();
    }

    /** Runs and forgets the texts; the statement is ready for an execution. */
    long[] run(ItemStatement statement) throws SQLException {
        List<String> batch = new ArrayList<>(texts);
        texts.clear();
        BatchCounts counts = new BatchCounts(batch.size());
        Cancellation cancellation = statement.running();
        for (int i = 0; i < batch.size(); i++) {
            try {
                PreparedSql prepared = statement.prepare(batch.get(i));
                if (!prepared.columns().isEmpty()) {
                    throw SqlExceptions.of(ErrorCode.BATCH_HAS_RESULT, batch.get(i));
                }
                cancellation.check();
                statement.run(prepared, List.of(), cancellation);
                counts.succeeded(i, statement.takeCount());
            } catch (SQLException e) {
                counts.failed(e);
            } catch (RuntimeException e) {
                counts.failed(SqlExceptions.translate(e));
                break;
            }
        }
        return counts.orThrow();
    }
}
