/**
 * The language of the service: its tokens, its grammar and the tree that a statement is. Nothing here knows tables or
 * the meaning of names; what the grammar takes and the service refuses later is in the tree as it was written.
 *
 * <p>The grammar is wider than what the service carries out, because its refusals depend on how a statement is read:
 * {@code SELECT a + 1} is refused for the operator, with its place, and not as malformed.
 */
package io.itemql.sql.dynamodb.syntax;
