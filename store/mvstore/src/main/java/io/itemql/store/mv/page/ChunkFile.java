package io.itemql.store.mv.page;

import io.itemql.store.mv.file.StoreFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.zip.ZipOutputStream;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.FileStore;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.h2.mvstore.RandomAccessStore;
import org.h2.mvstore.SFChunk;

/**
 * The file in which MVStore keeps its chunks; a chunk is what one commit writes.
 *
 * <p>Three things are different here from MVStore's own file:
 *
 * <ul>
 *   <li>Before a chunk is written, the journal is forced.
 *   <li>A chunk's last block goes to the disk after all others are there. MVStore takes a chunk for complete if its first
 *       and last block are in order and looks no further, but a power loss may keep these and lose one in between.
 *   <li>MVStore never writes by itself, neither because of time nor because of memory, and never moves chunks.
 * </ul>
 */
final class ChunkFile extends RandomAccessStore {
    private static final String BACKGROUND_WRITER = "MVStore background writer";

    private final StoreFile file;
    private final String name;
    private final Runnable beforeChunk;

    ChunkFile(Map<String, Object> config, StoreFile file, String name, Runnable beforeChunk) throws IOException {
        super(config);
        this.file = file;
        this.name = name;
        this.beforeChunk = beforeChunk;
        init(name, false);
        setSize(file.size());
    }

    @Override
    public void open(String fileName, boolean readOnly, char[] encryptionKey) {
        // ignored: the constructor has opened it
    }

    @Override
    public FileStore<SFChunk> open(String fileName, boolean readOnly) {
        throw new UnsupportedOperationException("a second file beside " + name);
    }

    @Override
    public ByteBuffer readFully(SFChunk chunk, long position, int length) {
        ByteBuffer target = ByteBuffer.allocate(length);
        try {
            int count = file.read(target, position);
            if (count < length) {
                throw DataUtils.newMVStoreException(
                        DataUtils.ERROR_FILE_CORRUPT,
                        "{0} ends at {1}, before byte {2}",
                        name,
                        position + count,
                        position + length);
            }
        } catch (IOException e) {
            throw failed(DataUtils.ERROR_READING_FAILED, e);
        }
        readCount.incrementAndGet();
        readBytes.addAndGet(length);
        return target.rewind();
    }

    @Override
    protected void writeFully(SFChunk chunk, long position, ByteBuffer source) {
        int length = source.remaining();
        setSize(Math.max(size(), position + length));
        try {
            if (chunk == null) {
                file.write(source, position);
            } else {
                beforeChunk.run();
                int body = length - BLOCK_BYTES;
                file.write(source.slice(source.position(), body), position);
                file.force();
                file.write(source.slice(source.position() + body, BLOCK_BYTES), position + body);
                source.position(source.limit());
            }
        } catch (IOException e) {
            throw failed(DataUtils.ERROR_WRITING_FAILED, e);
        }
        writeCount.incrementAndGet();
        writeBytes.addAndGet(length);
    }

    private static final int BLOCK_BYTES = 4096;

    @Override
    public void sync() {
        try {
            file.force();
        } catch (IOException e) {
            throw failed(DataUtils.ERROR_WRITING_FAILED, e);
        }
    }

    @Override
    protected void truncate(long bytes) {
        try {
            writeCount.incrementAndGet();
            file.truncate(bytes);
            setSize(Math.min(size(), bytes));
        } catch (IOException e) {
            throw failed(DataUtils.ERROR_WRITING_FAILED, e);
        }
    }

    private MVStoreException failed(int code, IOException cause) {
        return DataUtils.newMVStoreException(code, "{0}: {1}", name, cause.getMessage(), cause);
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw failed(DataUtils.ERROR_WRITING_FAILED, e);
        } finally {
            super.close();
        }
    }

    /** Never: unsaved memory must not make a commit. */
    @Override
    public boolean shouldSaveNow(int unsavedMemory, int autoCommitMemory) {
        return false;
    }

    /** Nothing: MVStore would move chunks and commit in between. */
    @Override
    protected void doHousekeeping(MVStore store) {
        // ignored: see above
    }

    /**
     * False, except to MVStore's timer. MVStore starts the threads that serialise and write chunks, which we need, only
     * together with a thread that commits by the clock, which we must not have; that one asks here before it does anything.
     */
    @Override
    public boolean isReadOnly() {
        return Thread.currentThread().getName().startsWith(BACKGROUND_WRITER);
    }

    /** None: a chunk is free as soon as no version that is held and no finished checkpoint needs it. */
    @Override
    public int getDefaultRetentionTime() {
        return 0;
    }

    @Override
    public void backup(ZipOutputStream target) {
        throw new UnsupportedOperationException("backup of " + name);
    }

    @Override
    public String toString() {
        return name;
    }
}
