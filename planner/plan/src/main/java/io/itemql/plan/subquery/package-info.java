/**
 * Sub-queries in expressions: {@link io.itemql.plan.subquery.SubQuery} runs a plan inside an expression, once for each
 * different row of arguments, and {@link io.itemql.plan.subquery.Lookup} lets a plan that is run again and again find
 * its rows by a hash table instead of reading everything anew.
 */
package io.itemql.plan.subquery;
