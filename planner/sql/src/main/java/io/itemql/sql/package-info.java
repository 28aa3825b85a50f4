/**
 * The front door of the planner: {@link io.itemql.sql.SqlEngine} turns statements into
 * {@link io.itemql.sql.PreparedSql}, which run on a view of the store and give {@link io.itemql.sql.SqlResult}.
 *
 * <p>The life of a statement: text, token fingerprint, plan cache; on a miss the generated
 * parser, then key access on the syntax tree, otherwise the
 * general path through Calcite; then execution on a view whose tables have the versions
 * that the plan was made for.
 */
package io.itemql.sql;
