/**
 * The second judge: a naive evaluator of queries over whole items. It reads a statement with a parser of its own, loops
 * over all items for every table, and knows no key, no index, no plan and no cost. It shares nothing with the engine
 * but the classes of the values, so that a mistake has to be made twice to go unseen.
 *
 * <p>Start at {@link io.itemql.tck.oracle.NaiveDatabase}. A statement it cannot read is refused, never guessed at.
 *
 * <p>The rules are those of the project's default dialect: three-valued logic; a comparison with NULL, with MISSING or
 * across types is unknown; MISSING behaves as NULL except under IS MISSING; numbers are exact.
 */
package io.itemql.tck.oracle;
