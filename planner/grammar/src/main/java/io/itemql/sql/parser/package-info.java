/**
 * The parser that is generated from Calcite's grammar and {@code src/main/codegen}, with the one hand-written
 * part it needs: names that are reserved words ({@link io.itemql.sql.parser.ReservedWordNames}).
 */
package io.itemql.sql.parser;
