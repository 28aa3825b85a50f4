/**
 * The statements and expressions that ItemQL adds to Calcite's syntax tree: changes of items, definitions of
 * tables, and PartiQL's tuples, lists, bags and type tests. Every node unparses to a text that parses to an
 * equal node; none knows anything about tables, types or plans.
 */
package io.itemql.sql.ast;
