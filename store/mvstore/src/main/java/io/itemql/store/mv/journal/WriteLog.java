package io.itemql.store.mv.journal;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import java.util.List;

/** Where writes are recorded before they are applied. Safe for use by several threads. */
public interface WriteLog {
    /** For a store in memory: remembers nothing. */
    WriteLog NONE = new WriteLog() {
        @Override
        public long append(RecordType type, int table, byte[] key, byte[] value) {
            return 0;
        }

        @Override
        public long position() {
            return 0;
        }

        @Override
        public long appendGroup(List<NewRecord> records) {
            return 0;
        }

        @Override
        public void await(long position) {
            // ignored: there is nothing to wait for
        }

        @Override
        public void relieve() {
            // ignored: nothing is kept
        }
    };

    /**
     * Appends a record.
     *
     * @param key the key bytes of the item; empty where the record is about no single item
     * @return the position behind it, for {@link #await}
     * @throws ItemException with {@link ErrorCode#IO_ERROR} if nothing can be recorded any more
     */
    long append(RecordType type, int table, byte[] key, byte[] value);

    /** The position behind the last record. */
    long position();

    /**
     * Appends records that belong together: after a crash all of them are there or none.
     *
     * @param records at least one
     * @return the position behind the last, for {@link #await}
     * @throws ItemException with {@link ErrorCode#IO_ERROR} if nothing can be recorded any more
     */
    long appendGroup(List<NewRecord> records);

    /**
     * Returns when everything up to a position is as durable as a write that is acknowledged must be.
     *
     * @throws ItemException with {@link ErrorCode#IO_ERROR} if it could not be made so
     */
    void await(long position);

    /** Hands records on if many are waiting, so that a large batch need not fit into memory. */
    void relieve();
}
