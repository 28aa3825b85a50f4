/**
 * Runs planned statements of the service's language: pages of queries ({@link io.itemql.sql.dynamodb.run.QueryRun}) and
 * the tokens between them.
 */
package io.itemql.sql.dynamodb.run;
