/**
 * Calcite's part: a bound query is validated (grouping, aggregates, windows, shapes of set operations) and turned into
 * relational algebra. Whatever Calcite refuses leaves this package as an {@link io.itemql.error.ItemException} in a
 * user's words, with line and column.
 */
package io.itemql.sql.general.validate;
