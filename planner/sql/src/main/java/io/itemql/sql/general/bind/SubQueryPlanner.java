package io.itemql.sql.general.bind;

/** Plans a bound query on its own; the binder uses it for sub-queries in expressions. */
@FunctionalInterface
public interface SubQueryPlanner {
    /** The rows of the query. */
    PlannedRows plan(BoundQuery query, StatementBinding statement);
}
