/**
 * Names and meanings: turns a parsed query into one that holds nothing but qualified columns, joins, groupings and
 * functions of our own.
 *
 * <p>Tables of items have no schema, numbers are one type, and a comparison across types is unknown; none of this is
 * what a SQL validator expects. So every expression becomes a call of an
 * {@link io.itemql.sql.general.bind.ItemFunction}, which the validator and the converter carry along without looking
 * into it, and every table occurrence becomes a {@link io.itemql.sql.general.bind.TableRelation} whose columns are the
 * paths that the statement uses. A sub-query is planned on its own and becomes a function of the outer columns it
 * refers to.
 */
package io.itemql.sql.general.bind;
