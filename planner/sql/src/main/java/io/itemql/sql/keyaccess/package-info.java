/**
 * The short way to a plan: a query over one table becomes a key access with a filter, an order, a limit and a
 * projection straight from its bound syntax tree. No validator and no relational algebra of Calcite is loaded for it,
 * which is most of the time that a first statement would take.
 *
 * <p>{@link io.itemql.sql.keyaccess.KeyAccessPlanner} either plans a query whole or leaves it whole to the general
 * path. Both read the same bound tree and make the same expressions, so they cannot give different answers.
 */
package io.itemql.sql.keyaccess;
