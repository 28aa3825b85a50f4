package io.itemql.jdbc.extension;

import io.itemql.store.ConsumedCapacity;

/**
 * What the last execution of a statement has cost so far, in the service's units. {@code Statement.unwrap} gives it:
 *
 * <pre>
 * StatementCost cost = statement.unwrap(StatementCost.class);
 * </pre>
 *
 * <p>It grows while rows are read, and stays after the result is closed until the statement is executed again. All
 * numbers are 0 before the first execution. Used by the thread that uses the statement.
 */
public interface StatementCost {
    /** How many items were looked at, whether or not they became rows. */
    long itemsExamined();

    /** How many reads were opened in the store. */
    long pagesRead();

    /** Read and write units. */
    ConsumedCapacity consumedCapacity();
}
