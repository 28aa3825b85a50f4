/**
 * Statements: {@link io.itemql.jdbc.internal.statement.ItemStatement} runs texts,
 * {@link io.itemql.jdbc.internal.statement.ItemPreparedStatement} one text with parameters, both on a
 * {@link io.itemql.jdbc.internal.statement.Session}.
 */
package io.itemql.jdbc.internal.statement;
