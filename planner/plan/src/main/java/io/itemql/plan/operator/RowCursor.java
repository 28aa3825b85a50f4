package io.itemql.plan.operator;

import io.itemql.plan.expression.Row;
import io.itemql.store.ItemPosition;
import java.util.Optional;

/**
 * A position in the rows of an operator; itself the current row. Before the first {@link #next()} there is none. Used
 * by one thread; must be closed.
 */
public interface RowCursor extends Row, AutoCloseable {
    /** Moves to the next row; false at the end. */
    boolean next();

    /**
     * The place of the current row's item in the table, if the rows come from one read of a table. What stands above that
     * read must know whether its own rows come one by one in the same order.
     */
    default Optional<ItemPosition> position() {
        return Optional.empty();
    }

    @Override
    void close();
}
