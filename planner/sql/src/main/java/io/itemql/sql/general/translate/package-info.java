/**
 * Relational algebra as operators: conditions go down to the leaves, where keys decide how a table is read; columns
 * that nobody needs are not carried along; joins are ordered by exact counts. Nothing of Calcite is left in the result.
 */
package io.itemql.sql.general.translate;
