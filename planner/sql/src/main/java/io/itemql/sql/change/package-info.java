/**
 * INSERT, UPSERT, UPDATE and DELETE: from the bound syntax tree to plans that write items. What they read on the way
 * (INSERT … SELECT, predicates that name no key, sub-queries) is planned like any query.
 */
package io.itemql.sql.change;
