package io.itemql.jdbc.internal.statement;

import io.itemql.error.ErrorCode;
import io.itemql.jdbc.internal.failure.SqlExceptions;
import io.itemql.plan.StatementPlan;
import io.itemql.sql.PreparedSql;
import java.sql.SQLException;

/** What the methods of JDBC expect of the statements that they execute. */
final class Expected {
    private Expected() {}

    static void rows(PreparedSql sql) throws SQLException {
        if (sql.columns().isEmpty()) {
            throw SqlExceptions.of(ErrorCode.NOT_A_QUERY, "The statement gives no rows; use executeUpdate or execute");
        }
    }

    static void changes(PreparedSql sql) throws SQLException {
        if (sql.kind() == StatementPlan.Kind.QUERY) {
            throw SqlExceptions.of(ErrorCode.NOT_A_QUERY, "The statement is a query; use executeQuery or execute");
        }
    }
}
