/**
 * Golden scripts: statements with what they have to answer, run against any JDBC URL in many modes. The format is
 * described in {@code tck/sql/README.md}.
 *
 * <p>{@link io.itemql.tck.sql.GoldenScript} is a script as text, {@link io.itemql.tck.sql.ScriptRunner} runs one in one
 * {@link io.itemql.tck.sql.Mode}, {@link io.itemql.tck.sql.Judge} asks the naive evaluator for a second opinion, and
 * {@link io.itemql.tck.sql.Coverage} tells what has been covered.
 */
package io.itemql.tck.sql;
