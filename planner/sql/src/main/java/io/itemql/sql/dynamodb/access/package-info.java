/**
 * How a statement reaches items: which reads a WHERE clause becomes ({@link io.itemql.sql.dynamodb.access.ReadPlan}) and
 * which write a change is ({@link io.itemql.sql.dynamodb.access.WritePlan}), with the service's refusals that depend on
 * the keys of a table.
 */
package io.itemql.sql.dynamodb.access;
