/**
 * A second reader of keys, rows, dictionaries and counts, written from {@code store/FORMAT.md} alone. It shares no code
 * with the packages that write them, so that CHECK TABLE does not repeat a mistake of theirs, and it believes nothing:
 * what does not add up is a {@link io.itemql.store.mv.check.Malformed}. To salvage a damaged store is its other use.
 */
package io.itemql.store.mv.check;
