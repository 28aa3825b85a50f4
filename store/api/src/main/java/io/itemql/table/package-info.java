/**
 * What a table is: its name, keys, indexes, declared columns and options. Immutable descriptors without behaviour of a store.
 */
package io.itemql.table;
