/**
 * Operators that turn rows into rows: filter, project, sort, limit, set operations, recursion, unnesting; those that
 * join, group or compute windows have packages of their own. Each is an immutable node that opens a cursor per
 * execution; blocking ones reserve their memory from the statement's budget, and whatever may go on for long without a
 * row looks at its cancellation.
 */
package io.itemql.plan.operator;
