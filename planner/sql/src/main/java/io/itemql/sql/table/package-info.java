/**
 * The columns that SQL sees in a table of items: which there are, in which order, with which types. One place for
 * {@code SELECT *}, metadata and both planners, so that they always agree.
 */
package io.itemql.sql.table;
