/**
 * What a statement of the service's language means: conditions, values, updates and paths, and what of it the service
 * refuses whatever the tables are ({@link io.itemql.sql.dynamodb.statement.StatementChecker}).
 */
package io.itemql.sql.dynamodb.statement;
