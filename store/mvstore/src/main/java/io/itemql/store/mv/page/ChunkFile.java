package io.itemql.store.mv.page;

import io.itemql.store.mv.file.StoreFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
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
 * <p>Seven things are different here from MVStore's own file:
 *
 * <ul>
 *   <li>Every block is checked when it is read, see {@link BlockSums}.
 *   <li>Before a chunk is written, the journal is forced.
 *   <li>A {@link ChunkPointer} says which chunk is the last one; it is written when that chunk has been forced. MVStore
 *   would
 *       search the file for chunks that look complete, take an older one for the last where the newer ones cannot be
 *       found, and take one for complete of which a power loss has kept only the first and last block.
 *   <li>No chunk is written before a slot names the one before it, and nothing at all once something could not be
 *   written
 *       or forced: a chunk takes the place of what the one before it did not need, and which one that is, is only known
 *       to the disk by the slot.
 *   <li>MVStore never writes by itself, neither because of time nor because of memory, and never moves chunks.
 *   <li>A large chunk is forced in parts while it is written.
 *   <li>Whoever reads while it is closed is told so.
 * </ul>
 *
 * <p>Whoever writes, forces or cuts the file holds {@code saveChunkLock}, from the allocation of a chunk's place to the
 * last thing that is done because of it. So a slot never names a chunk whose thread is still at work.
 */
final class ChunkFile extends RandomAccessStore {
    /** Measured with four writers beside an index build: larger parts make the slowest of them wait longer. */
    private static final int PART_BYTES = 1 << 18;
    /** So are these: a journal that is forced meanwhile mostly meets a disk at rest, and otherwise waits for little. */
    private static final int SMALL_PART_BYTES = 1 << 15;

    private static final long REST_NANOS = 500_000;

    private static final String BACKGROUND_WRITER = "MVStore background writer";

    private final StoreFile file;
    private final String name;
    private final BlockSums sums;
    private final ChunkTerms terms;
    /** Whether as much as possible is read of a file that is damaged. */
    private final boolean salvages;
    /** The version that the newer slot names. */
    private volatile long pointedVersion;

    private long nextTurn;
    /** Null as long as everything could be written. */
    private IOException broken;

    /** The last read that failed; null if none did. */
    private volatile IOException failedRead;

    private volatile boolean isClosed;

    ChunkFile(
            Map<String, Object> config, StoreFile file, BlockSums sums, String name, ChunkTerms terms, boolean salvages)
            throws IOException {
        super(config);
        this.file = file;
        this.sums = sums;
        this.name = name;
        this.terms = terms;
        this.salvages = salvages;
        init(name, false);
        setSize(file.size());
    }

    @Override
    protected void initializeStoreHeader(long time) {
        initializeCommonHeaderAttributes(time);
        // The slots, empty; chunks begin behind them.
        setSize(ChunkPointer.SLOTS_BYTES);
        try {
            file.write(ByteBuffer.allocate(ChunkPointer.SLOTS_BYTES), 0);
        } catch (IOException e) {
            throw failed(DataUtils.ERROR_WRITING_FAILED, e);
        }
    }

    @Override
    protected void readStoreHeader(boolean recoveryMode) {
        ChunkPointer pointer;
        ChunkPointer older;
        try {
            pointer = ChunkPointer.read(file);
            older = ChunkPointer.readOlder(file);
        } catch (IOException e) {
            throw failed(DataUtils.ERROR_READING_FAILED, e);
        }
        if (pointer == null) {
            throw damaged("neither slot at its beginning is good");
        }
        try {
            readChunks(pointer);
        } catch (MVStoreException e) {
            if (!salvages || older == null || e.getErrorCode() == DataUtils.ERROR_READING_FAILED) {
                throw e;
            }
            readChunks(older);
        }
    }

    private void readChunks(ChunkPointer pointer) {
        initializeCommonHeaderAttributes(pointer.created());
        SFChunk last = readChunkHeaderAndFooter(pointer.block(), pointer.id());
        if (last == null || last.version != pointer.version()) {
            throw misplaced("the last chunk is not at block " + pointer.block());
        }
        setLastChunk(last);
        pointedVersion = last.version;
        nextTurn = pointer.turn() + 1;
        // Reading the layout is what makes MVStore know the chunks.
        getChunksFromLayoutMap().forEach(chunk -> {
            if (!salvages) {
                checkChunk(chunk);
            }
        });
        clear();
        for (SFChunk chunk : getChunks().values()) {
            if (chunk.block != 0) {
                markUsed(chunk.block * ChunkPointer.BLOCK_BYTES, chunk.len * ChunkPointer.BLOCK_BYTES);
            }
            if (chunk.maxLenLive == 0) {
                registerDeadChunk(chunk);
            }
        }
    }

    /** A chunk without live pages may be overwritten already, by a chunk that did not become the last one. */
    private void checkChunk(SFChunk chunk) {
        if (chunk.maxLenLive > 0 && readChunkHeaderAndFooter(chunk.block, chunk.id) == null) {
            throw misplaced("chunk " + chunk.id + " is not at block " + chunk.block);
        }
    }

    /** MVStore takes a chunk for absent whose beginning it could not read, for whatever reason. */
    private MVStoreException misplaced(String what) {
        IOException cause = failedRead;
        return cause == null ? damaged(what) : failed(DataUtils.ERROR_READING_FAILED, cause);
    }

    private MVStoreException damaged(String what) {
        return DataUtils.newMVStoreException(DataUtils.ERROR_FILE_CORRUPT, "{0}: {1}", name, what);
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
        // Whole blocks, as only these have checksums.
        long firstBlock = position / ChunkPointer.BLOCK_BYTES;
        long lastBlock = (position + length - 1) / ChunkPointer.BLOCK_BYTES;
        ByteBuffer blocks = ByteBuffer.allocate(Math.toIntExact(lastBlock - firstBlock + 1) * ChunkPointer.BLOCK_BYTES);
        try {
            if (isClosed) {
                throw new ClosedChannelException();
            }
            file.read(blocks, firstBlock * ChunkPointer.BLOCK_BYTES);
            if (blocks.hasRemaining()) {
                throw damaged("it ends before block " + lastBlock);
            }
            long bad = sums.firstBad(firstBlock, blocks.flip());
            if (bad >= 0) {
                throw damaged("block " + bad + " fails its checksum");
            }
        } catch (IOException e) {
            failedRead = e;
            throw failed(isClosed ? DataUtils.ERROR_CLOSED : DataUtils.ERROR_READING_FAILED, e);
        }
        readCount.incrementAndGet();
        readBytes.addAndGet(blocks.capacity());
        return blocks.slice((int) (position % ChunkPointer.BLOCK_BYTES), length);
    }

    @Override
    protected void writeFully(SFChunk chunk, long position, ByteBuffer source) {
        int length = source.remaining();
        if (chunk != null) {
            pointToLast();
            terms.beforeChunk();
            try {
                sums.write(position / ChunkPointer.BLOCK_BYTES, source);
                writeInParts(position, source);
            } catch (IOException e) {
                throw broken(e);
            }
            writeCount.incrementAndGet();
            writeBytes.addAndGet(length);
        }
        // Otherwise it is MVStore's own header, in the place of our slots. Nothing else is written without a chunk.
        setSize(Math.max(size(), position + length));
    }

    /**
     * A large chunk is forced part by part: a journal that is forced meanwhile waits for one part, and not for
     * everything that the operating system has gathered. As long as there is time, the parts are small and the disk
     * rests between them.
     */
    private void writeInParts(long position, ByteBuffer source) throws IOException {
        int length = source.remaining();
        int part;
        for (int from = 0; from < length; from += part) {
            boolean urgent = terms.isUrgent();
            if (from > 0) {
                file.force();
                if (!urgent) {
                    LockSupport.parkNanos(REST_NANOS);
                }
            }
            part = Math.min(urgent ? PART_BYTES : SMALL_PART_BYTES, length - from);
            file.write(source.slice(source.position() + from, part), position + from);
        }
    }

    @Override
    public void sync() {
        saveChunkLock.lock();
        try {
            pointToLast();
        } finally {
            saveChunkLock.unlock();
        }
    }

    /** Makes a slot name the last chunk, unless one does. */
    private void pointToLast() {
        checkWhole();
        SFChunk last = lastChunk;
        if (last == null || last.version == pointedVersion) {
            return;
        }
        try {
            file.force();
            sums.force();
            new ChunkPointer(nextTurn, last.version, last.block, last.id, getCreationTime()).write(file);
            file.force();
        } catch (IOException e) {
            throw broken(e);
        }
        pointedVersion = last.version;
        nextTurn++;
    }

    private void checkWhole() {
        if (broken != null) {
            throw failed(DataUtils.ERROR_WRITING_FAILED, broken);
        }
    }

    /**
     * After a write that failed nobody knows what is there, and a force that failed may not be true the second time.
     */
    private MVStoreException broken(IOException cause) {
        broken = cause;
        return failed(DataUtils.ERROR_WRITING_FAILED, cause);
    }

    @Override
    protected void truncate(long bytes) {
        checkWhole();
        try {
            writeCount.incrementAndGet();
            file.truncate(bytes);
            setSize(Math.min(size(), bytes));
        } catch (IOException e) {
            throw broken(e);
        }
    }

    long writtenBytes() {
        return writeBytes.get();
    }

    /** The version of the last chunk that is complete and on the disk. */
    long pointedVersion() {
        return pointedVersion;
    }

    private MVStoreException failed(int code, IOException cause) {
        return DataUtils.newMVStoreException(code, "{0}: {1}", name, cause.getMessage(), cause);
    }

    /**
     * Without what MVStore does when it closes a file: it forgets the chunks before it is known to be closed. Whoever
     * reads meanwhile would look for a chunk in the table of chunks, for the chunk of that table's page in the table,
     * and so on until its stack is full.
     */
    @Override
    public void close() {
        try (file;
                sums) {
            isClosed = true;
        } catch (IOException e) {
            throw failed(DataUtils.ERROR_WRITING_FAILED, e);
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
     * together with a thread that commits by the clock, which we must not have; that one asks here before it does
     * anything.
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
