package io.itemql.store.mv;

import io.itemql.error.ItemException;
import io.itemql.item.Item;
import java.util.List;

/** How what is in memory gets to the disk. Safe for use by several threads. */
interface Persistence extends AutoCloseable {
    /** For a store in memory: never. */
    Persistence NONE = new Persistence() {
        @Override
        public boolean isOnDisk() {
            return false;
        }

        @Override
        public void slowDown() {
            // ignored: memory is not written anywhere
        }

        @Override
        public boolean isPressed() {
            return false;
        }

        @Override
        public void fail(ItemException cause) {
            // ignored: nothing wrong can get anywhere
        }

        @Override
        public void checkReadable() {
            // ignored: a write in memory cannot be refused any more
        }

        @Override
        public List<Item> metrics() {
            return List.of();
        }

        @Override
        public List<Item> journalFacts() {
            return List.of();
        }

        @Override
        public void checkpoint() {
            // ignored: there are no files
        }

        @Override
        public void close() {
            // ignored: there are no files
        }
    };

    boolean isOnDisk();

    /** Makes a writer wait while there is too much in memory that is not in the files yet. */
    void slowDown();

    /** Whether a checkpoint is due, so that work that can wait leaves what is left of memory and disk to writers. */
    boolean isPressed();

    /** Saves nothing any more, because what is in memory does not agree with itself; the journal has the truth. */
    void fail(ItemException cause);

    /**
     * Makes a read fail that could show a write which was refused because it could not be made durable; the maps have
     * it, and nobody can take it out again but the next opening.
     */
    void checkReadable();

    /** Returns when everything written before is in the files. */
    void checkpoint();

    /** Rows for {@link io.itemql.store.system.SystemTable#METRICS}. */
    List<Item> metrics();

    /** Rows for {@link io.itemql.store.system.SystemTable#JOURNAL}. */
    List<Item> journalFacts();

    /** Does a last checkpoint and closes the files. */
    @Override
    void close();
}
