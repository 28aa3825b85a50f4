/**
 * The parser that is generated from Calcite's grammar and {@code src/main/codegen}, with what it needs written by
 * hand: names that are reserved words ({@link io.itemql.sql.parser.ReservedWordNames}), and parts of Calcite's own
 * parsing again, where Calcite's would load much for a first statement ({@link io.itemql.sql.parser.LeanParsing},
 * {@link io.itemql.sql.parser.PrecedenceClimber}, {@link io.itemql.sql.parser.AggregateOperators}).
 */
package io.itemql.sql.parser;
