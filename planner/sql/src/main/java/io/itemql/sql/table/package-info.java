/**
 * The columns that SQL sees in a table of items: which there are, in which order, with which types. One place for
 * {@code SELECT *}, metadata and both planners, so that they always agree.
 *
 * <p>{@link io.itemql.sql.table.StatementTables} is what one statement learns of its tables while it is planned;
 * {@link io.itemql.sql.table.TableSketches} keeps what is guessed of them from a sample, which decides about plans and
 * never about answers.
 */
package io.itemql.sql.table;
