package io.itemql.store.mv.file;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * An open file: positioned reads and writes. Safe for use by several threads.
 *
 * <p>What {@link #write} wrote survives the death of the process, and survives a power loss only after {@link #force}.
 */
public interface StoreFile extends AutoCloseable {
    /**
     * Fills the buffer from the given position on, as far as the file reaches.
     *
     * @return how many bytes were read, less than the buffer takes only at the end of the file
     */
    int read(ByteBuffer target, long position) throws IOException;

    /** Writes the whole rest of the buffer at the given position, which may be behind the end of the file. */
    void write(ByteBuffer source, long position) throws IOException;

    /** Returns when everything written before is on the disk. */
    void force() throws IOException;

    /** Cuts the file; does nothing if it is not longer than that. */
    void truncate(long bytes) throws IOException;

    /** The length in bytes. */
    long size() throws IOException;

    @Override
    void close() throws IOException;
}
