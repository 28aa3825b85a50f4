/**
 * The tables of a store: a {@link io.itemql.store.mv.table.StoredTable} is the data of one, a
 * {@link io.itemql.store.mv.table.TableSet} is all of them at one moment, and
 * {@link io.itemql.store.mv.table.DefinitionCodec} writes definitions down, each as a
 * {@link io.itemql.store.mv.table.TableRecord}. {@link io.itemql.store.mv.table.CataloguedTable} is the table as the
 * catalogue shows it, with its {@link io.itemql.store.mv.table.CataloguedIndex}es;
 * {@link io.itemql.store.mv.table.CollectionSizes} holds the limit of item collections.
 */
package io.itemql.store.mv.table;
