/**
 * Secondary indexes: a {@link io.itemql.store.mv.index.StoredIndex} is the data of one, an
 * {@link io.itemql.store.mv.index.IndexChange} is what a change of an item means for it, and a
 * {@link io.itemql.store.mv.index.BuildProgress} says how far one is that is built while its table is in use.
 */
package io.itemql.store.mv.index;
