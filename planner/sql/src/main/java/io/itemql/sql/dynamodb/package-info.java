/**
 * The service's own language, exactly: {@code dialect=dynamodb}. A statement is read
 * ({@link io.itemql.sql.dynamodb.syntax}), understood with its parameters ({@link io.itemql.sql.dynamodb.statement}), held
 * against the keys of its table ({@link io.itemql.sql.dynamodb.access}) and run ({@link io.itemql.sql.dynamodb.run}),
 * either as a request of the service ({@link io.itemql.sql.dynamodb.service}) or as a plan of a connection
 * ({@link io.itemql.sql.dynamodb.DynamoDbPlanner}).
 *
 * <p>Nothing here knows Calcite: a statement names one table and becomes reads and writes of the store directly, under a
 * logic of two truth values that a planner for SQL would not keep.
 */
package io.itemql.sql.dynamodb;
