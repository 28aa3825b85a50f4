/**
 * Operators that turn rows into rows: filter, project, sort, aggregate, join, set operations, window, limit. Each is an
 * immutable node that opens a cursor per execution; blocking ones reserve their memory from the statement's budget and
 * look at its cancellation.
 */
package io.itemql.plan.operator;
