/**
 * The statement service as the service's JSON protocol has it, over trees of maps, lists, texts, numbers and booleans:
 * what an endpoint needs between its JSON reader and {@link io.itemql.sql.dynamodb.service.StatementService}.
 */
package io.itemql.sql.dynamodb.wire;
