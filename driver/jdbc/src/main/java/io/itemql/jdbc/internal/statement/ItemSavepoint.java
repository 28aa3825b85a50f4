package io.itemql.jdbc.internal.statement;

import io.itemql.error.ErrorCode;
import io.itemql.jdbc.internal.failure.SqlExceptions;
import io.itemql.sql.SqlTransaction;
import java.sql.SQLException;
import java.sql.Savepoint;

/** A place in a transaction. */
final class ItemSavepoint implements Savepoint {
    private final SqlTransaction transaction;
    private final long mark;
    private final int number;
    /** Null if it has only a number. */
    private final String name;

    ItemSavepoint(SqlTransaction transaction, long mark, int number, String name) {
        this.transaction = transaction;
        this.mark = mark;
        this.number = number;
        this.name = name;
    }

    /** Later ones have higher numbers. */
    int number() {
        return number;
    }

    @SuppressWarnings("ReferenceEquality")
    boolean isOf(SqlTransaction other) {
        return transaction == other;
    }

    void rollback() {
        transaction.rollbackTo(mark);
    }

    @Override
    public int getSavepointId() throws SQLException {
        if (name != null) {
            throw SqlExceptions.of(ErrorCode.INVALID_SAVEPOINT, this, "it has a name and no number");
        }
        return number;
    }

    @Override
    public String getSavepointName() throws SQLException {
        if (name == null) {
            throw SqlExceptions.of(ErrorCode.INVALID_SAVEPOINT, this, "it has a number and no name");
        }
        return name;
    }

    @Override
    public String toString() {
        return name == null ? "savepoint " + number : "savepoint " + name;
    }
}
