/**
 * Statements as plans: what a compiled statement is, what running it needs and what it gives. Knows the store's waist
 * and no Calcite, so that plans, their cache and their execution outlive any front end.
 *
 * <p>A {@link io.itemql.plan.StatementPlan} is immutable and shared by all who run the same statement. Below it,
 * {@link io.itemql.plan.expression} computes values of a row, {@link io.itemql.plan.operator} turns rows into rows, and
 * {@link io.itemql.plan.access} holds the leaves that read and write items: GET, BATCH GET, QUERY, SCAN, PUT, UPDATE,
 * DELETE.
 * Operators that take more than a page have packages of their own: joins, grouping, windows, sub-queries; and
 * {@link io.itemql.plan.batch} computes over many rows at once where all that matters is whole numbers.
 */
package io.itemql.plan;
