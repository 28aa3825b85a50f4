/**
 * The rows of a map as one view shows them: what is stored ({@link io.itemql.store.mv.page.RootView}), with layers in
 * front ({@link io.itemql.store.mv.layer.RowLayer}) that hide it key by key: the old rows of a group of writes that is
 * only half applied, and the new rows of a transaction that is not committed. Reads know none of this; they see
 * {@link io.itemql.store.mv.page.EntryView}.
 */
package io.itemql.store.mv.layer;
