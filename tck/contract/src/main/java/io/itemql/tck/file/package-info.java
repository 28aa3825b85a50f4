/**
 * A reader of a store's files, written after {@code store/FORMAT.md} and sharing no code with the engine: it parses the
 * chunks of MVStore, the journal, rows and keys by itself. {@link io.itemql.tck.file.StoredFiles} gives what a
 * directory holds; {@link io.itemql.tck.file.StoredFiles#problems} says where rows, counts, dictionary and indexes
 * disagree. Tests use it after crashes, as a second opinion about what is on the disk.
 */
package io.itemql.tck.file;
