/**
 * Results: {@link io.itemql.jdbc.internal.result.ItemResultSet} reads the rows of a cursor one by one;
 * {@link io.itemql.jdbc.internal.result.ScrollingResultSet} moves freely over rows that it keeps, and changes the items
 * behind them through {@link io.itemql.jdbc.internal.result.ItemChanges}. What a result
 * set of JDBC has and ours has not is refused in the {@code Unsupported} interfaces, one refusal a method.
 */
package io.itemql.jdbc.internal.result;
