/**
 * The journal: the one total order of everything that was written to a store, and the truth that recovery reads.
 *
 * <p>{@link io.itemql.store.mv.journal.Journal} appends records and forces them in groups,
 * {@link io.itemql.store.mv.journal.JournalScan} reads them back and tells a torn end from damage. A position is the
 * number of bytes of records before it, counted from the beginning of the store's life; it never goes back and outlives
 * the segment files. The bytes are described in {@code store/FORMAT.md}.
 */
package io.itemql.store.mv.journal;
