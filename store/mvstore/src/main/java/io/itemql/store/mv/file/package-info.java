/**
 * The files of a store as the engine sees them: {@link io.itemql.store.mv.file.StoreDirectory} and
 * {@link io.itemql.store.mv.file.StoreFile}. Everything that is written to disk, by the journal as well as by MVStore,
 * goes through these two, so that tests can make any single write, force or truncation fail and see what a power loss
 * leaves behind.
 */
package io.itemql.store.mv.file;
