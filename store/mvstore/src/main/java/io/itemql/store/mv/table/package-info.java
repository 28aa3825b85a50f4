/**
 * The tables of a store: a {@link io.itemql.store.mv.table.StoredTable} is the data of one, a
 * {@link io.itemql.store.mv.table.TableSet} is all of them at one moment, and
 * {@link io.itemql.store.mv.table.DefinitionCodec} writes definitions down.
 */
package io.itemql.store.mv.table;
