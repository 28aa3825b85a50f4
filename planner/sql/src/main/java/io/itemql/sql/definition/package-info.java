/**
 * Definitions of tables, indexes and views, and TRUNCATE TABLE: from the syntax tree to plans that change the catalogue of the store. What a
 * store of items does not enforce (NOT NULL, UNIQUE, FOREIGN KEY, CHECK, DEFAULT) is accepted with a warning, so that
 * scripts written for other databases run, and refused with {@code strict=true}.
 */
package io.itemql.sql.definition;
