/**
 * Grouping: aggregate functions, their calls with DISTINCT, FILTER and ORDER BY, and the operator that groups rows by
 * keys or by several sets of keys.
 */
package io.itemql.plan.aggregate;
