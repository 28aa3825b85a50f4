/**
 * The embedded store: items in partitions on MVStore, with one journal in front.
 *
 * <p>{@link io.itemql.store.mv.MvItemStore} is the store. A write goes through {@link io.itemql.store.mv.ItemWriter}:
 * gate, lock on the key, condition, journal, counts, map; then it waits for the journal. A read goes through
 * {@link io.itemql.store.mv.MvReadView}, which holds a {@link io.itemql.store.mv.Snapshot} and opens
 * {@link io.itemql.store.mv.MvItemCursor}s. {@link io.itemql.store.mv.Checkpointer} brings the maps to the disk and
 * {@link io.itemql.store.mv.Recovery} brings them back.
 *
 * <p>Below: {@link io.itemql.store.mv.file} files, {@link io.itemql.store.mv.journal} the journal,
 * {@link io.itemql.store.mv.page} MVStore, {@link io.itemql.store.mv.key} and {@link io.itemql.store.mv.row} the bytes
 * of keys and items, {@link io.itemql.store.mv.table}, {@link io.itemql.store.mv.index} and
 * {@link io.itemql.store.mv.partition} what a store consists of, {@link io.itemql.store.mv.layer} what views and
 * transactions see in front of that. {@link io.itemql.store.mv.check} judges stored bytes with code of its own.
 */
package io.itemql.store.mv;
