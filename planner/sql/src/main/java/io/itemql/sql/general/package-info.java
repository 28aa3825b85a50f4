/**
 * The general way from a query to a plan, for everything that is more than one table with conditions on it: joins,
 * groups, windows, set operations, sub-queries. {@link io.itemql.sql.general.GeneralPlanner} is the only entry.
 *
 * <p>Four steps, one package each: {@code bind} gives names their meaning, {@code validate} has Calcite check the query
 * and turn it into relational algebra, {@code translate} makes operators of that, and the result holds nothing of
 * Calcite.
 */
package io.itemql.sql.general;
