/**
 * The statement service: requests and responses as the service has them, over one store
 * ({@link io.itemql.sql.dynamodb.service.StatementService}).
 */
package io.itemql.sql.dynamodb.service;
