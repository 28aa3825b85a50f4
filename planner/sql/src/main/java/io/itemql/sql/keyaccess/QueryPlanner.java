package io.itemql.sql.keyaccess;

import io.itemql.sql.general.bind.StatementBinding;
import org.apache.calcite.sql.SqlNode;

/** Plans a query inside a statement, whichever way it goes. */
@FunctionalInterface
public interface QueryPlanner {
    /**
     * The plan.
     *
     * @param query as it was parsed
     * @throws io.itemql.error.ItemException if the query is wrong
     */
    DirectQuery plan(SqlNode query, StatementBinding statement);
}
