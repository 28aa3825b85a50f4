/**
 * The front door of the planner: {@link io.itemql.sql.SqlEngine} turns statements into
 * {@link io.itemql.sql.PreparedSql}, which run on a view of the store and give {@link io.itemql.sql.SqlResult}.
 *
 * <p>The life of a statement: its text becomes a token fingerprint ({@link io.itemql.sql.parse}), under which the plan
 * cache ({@link io.itemql.sql.cache}) is searched. On a miss the text is parsed and names are bound to tables
 * ({@link io.itemql.sql.table}). Then a query over one table is planned the short way, straight from its tree
 * ({@link io.itemql.sql.keyaccess}), every other query through Calcite's validator and algebra
 * ({@link io.itemql.sql.general}); changes of items ({@link io.itemql.sql.change}) use both for what they read;
 * definitions of tables, indexes and views are planned in {@link io.itemql.sql.definition}, COPY in
 * {@link io.itemql.sql.copy}. With {@code dialect=dynamodb} none of this happens: {@link io.itemql.sql.dynamodb} reads a
 * statement by itself. A plan then runs on a view whose tables have
 * the versions that it was made for; if they have others, it is made anew first.
 */
package io.itemql.sql;
