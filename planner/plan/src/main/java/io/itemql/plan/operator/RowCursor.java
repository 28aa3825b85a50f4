package io.itemql.plan.operator;

import io.itemql.plan.expression.Row;

/**
 * A position in the rows of an operator; itself the current row. Before the first {@link #next()} there is none. Used
 * by one thread; must be closed.
 */
public interface RowCursor extends Row, AutoCloseable {
    /** Moves to the next row; false at the end. */
    boolean next();

    @Override
    void close();
}
