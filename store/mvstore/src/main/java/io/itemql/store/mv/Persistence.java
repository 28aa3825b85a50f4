package io.itemql.store.mv;

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

    /** Returns when everything written before is in the files. */
    void checkpoint();

    /** Does a last checkpoint and closes the files. */
    @Override
    void close();
}
