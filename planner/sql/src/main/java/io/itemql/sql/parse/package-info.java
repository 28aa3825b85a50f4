/**
 * The way in: a statement's text becomes a key for the plan cache ({@link io.itemql.sql.parse.Fingerprint}) and, when
 * there is no plan yet, a syntax tree ({@link io.itemql.sql.parse.StatementParser}). Names, types and tables are not
 * looked at here.
 */
package io.itemql.sql.parse;
