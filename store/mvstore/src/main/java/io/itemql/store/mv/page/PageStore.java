package io.itemql.store.mv.page;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.Item;
import io.itemql.store.mv.file.StoreDirectory;
import io.itemql.store.system.SystemTable;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;

/**
 * An MVStore that does nothing by itself: it commits when {@link #capture} is called, and what was captured is on the
 * disk when {@link #save} returns. Safe for use by several threads, but {@code capture}, {@code save} and
 * {@code compact} by one at a time.
 */
public final class PageStore implements AutoCloseable {
    /** So far in the future that MVStore's own timer never rings. */
    private static final int NO_AUTO_COMMIT_MILLIS = Integer.MAX_VALUE;

    private static final int CAPTURE_ATTEMPTS_MAX = 1000;
    private static final long SAVE_NANOS_MAX = TimeUnit.MINUTES.toNanos(10);
    private static final long SAVE_PAUSE_NANOS = 100_000;

    private final MVStore store;
    private final String place;
    /** Null in memory. */
    private final ChunkFile chunks;

    private long capturedVersion;

    private PageStore(MVStore store, String place, ChunkFile chunks) {
        this.store = store;
        this.place = place;
        this.chunks = chunks;
        store.setVersionsToKeep(0);
    }

    /** A store without a file. */
    public static PageStore inMemory(String name) {
        return new PageStore(new MVStore.Builder().open(), name, null);
    }

    /**
     * Opens a file, creating it if it does not exist.
     *
     * @param cacheMegabytes how many pages it keeps in memory
     * @param pageBytes when a page is split
     * @param terms on which changes are written
     * @throws ItemException with {@link ErrorCode#STORE_DAMAGED} or {@link ErrorCode#IO_ERROR}
     */
    public static PageStore open(
            StoreDirectory directory, String file, int cacheMegabytes, int pageBytes, ChunkTerms terms) {
        return open(directory, file, cacheMegabytes, pageBytes, terms, false);
    }

    /**
     * Opens a file of which not all can be read. Nothing may be written to it.
     *
     * @throws ItemException with {@link ErrorCode#STORE_DAMAGED} if it is damaged so that nothing can be read at all
     */
    public static PageStore openDamaged(StoreDirectory directory, String file, int cacheMegabytes, int pageBytes) {
        return open(directory, file, cacheMegabytes, pageBytes, () -> {}, true);
    }

    private static PageStore open(
            StoreDirectory directory,
            String file,
            int cacheMegabytes,
            int pageBytes,
            ChunkTerms terms,
            boolean salvages) {
        Map<String, Object> config = new HashMap<>();
        config.put("cacheSize", cacheMegabytes);
        config.put("pageSplitSize", pageBytes);
        config.put("autoCompactFillRate", 0);
        try {
            BlockSums sums = new BlockSums(directory.open(sumsOf(file)));
            ChunkFile chunks =
                    new ChunkFile(config, directory.open(file), sums, directory.name() + "/" + file, terms, salvages);
            MVStore store = new MVStore.Builder()
                    .adoptFileStore(chunks)
                    .autoCommitBufferSize(0)
                    .autoCommitDisabled()
                    .open();
            store.setAutoCommitDelay(NO_AUTO_COMMIT_MILLIS);
            return new PageStore(store, directory.name(), chunks);
        } catch (NoSuchFileException e) {
            // Only who reads a damaged directory does not make the files.
            throw ItemException.causedBy(e, ErrorCode.STORE_DAMAGED, directory.name(), e.getFile() + " is missing");
        } catch (IOException e) {
            throw ItemException.ofIo(e, directory.name());
        } catch (MVStoreException e) {
            throw PageFailure.of(e, directory.name());
        } catch (RuntimeException e) {
            // MVStore trips over nonsense in its file in many ways.
            throw ItemException.causedBy(e, ErrorCode.STORE_DAMAGED, directory.name(), file + ": " + e);
        }
    }

    /** The name of the file with the checksums of a file. */
    public static String sumsOf(String file) {
        return file + ".sums";
    }

    /** Whether there is a map of this name. */
    public boolean hasMap(String name) {
        try {
            return store.hasMap(name);
        } catch (MVStoreException e) {
            throw PageFailure.of(e, place);
        }
    }

    /** The names of all maps. */
    public Set<String> mapNames() {
        try {
            return store.getMapNames();
        } catch (MVStoreException e) {
            throw PageFailure.of(e, place);
        }
    }

    /** Opens a map, creating it if it does not exist. */
    public PageMap openMap(String name) {
        return openMap(name, "");
    }

    /**
     * Opens a map, creating it if it does not exist.
     *
     * @param contents what it holds, as messages about it say; a user knows no names of maps
     */
    public PageMap openMap(String name, String contents) {
        try {
            MVMap<byte[], byte[]> map = store.openMap(
                    name,
                    new MVMap.Builder<byte[], byte[]>()
                            .keyType(BytesType.INSTANCE)
                            .valueType(BytesType.INSTANCE));
            return new PageMap(map, place, contents);
        } catch (MVStoreException e) {
            throw PageFailure.of(e, place, contents);
        }
    }

    /** Removes a map; versions that are held still show it. */
    public void removeMap(PageMap map) {
        try {
            store.removeMap(map.map());
        } catch (MVStoreException e) {
            throw PageFailure.of(e, place);
        }
    }

    /**
     * Keeps everything readable that can be read now, until {@link #release}. Cheap; without a file it is nothing.
     *
     * @return what to release; may be null
     */
    public MVStore.TxCounter hold() {
        return chunks != null ? store.registerVersionUsage() : null;
    }

    /** Lets go what {@link #hold} held. */
    public void release(MVStore.TxCounter held) {
        // The space itself comes free with the next commit.
        store.decrementVersionUsageCounter(held);
    }

    /**
     * Remembers all maps as they are now, for {@link #save}. Takes no I/O, so writers may be kept out meanwhile.
     *
     * @return false if nothing has changed since the last time
     */
    public boolean capture() {
        try {
            for (int attempt = 0; attempt < CAPTURE_ATTEMPTS_MAX; attempt++) {
                long version = store.tryCommit();
                if (version >= 0) {
                    capturedVersion = version;
                    return true;
                }
                if (!store.hasUnsavedChanges()) {
                    return false;
                }
                // A reader that lets a version go holds MVStore's lock for a moment.
                Thread.onSpinWait();
            }
        } catch (MVStoreException e) {
            throw PageFailure.of(e, place);
        }
        throw new ItemException(ErrorCode.INTERNAL_ERROR, "the page store is locked");
    }

    /**
     * Returns when what was captured is on the disk and nothing more is done to the file. MVStore stops waiting for its
     * threads when the caller is interrupted and says nothing about it, so this asks until the chunk is there; if it
     * cannot be written, MVStore says so when it is asked. An interrupted caller stays interrupted.
     */
    public void save() {
        boolean interrupted = false;
        long begin = System.nanoTime();
        try {
            while (System.nanoTime() - begin < SAVE_NANOS_MAX) {
                interrupted |= Thread.interrupted();
                store.executeFilestoreOperation(() -> {});
                // Behind the thread that writes the chunk, if it has begun.
                store.sync();
                if (chunks.pointedVersion() >= capturedVersion) {
                    return;
                }
                LockSupport.parkNanos(SAVE_PAUSE_NANOS);
            }
        } catch (MVStoreException e) {
            throw PageFailure.of(e, place);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        throw new ItemException(ErrorCode.INTERNAL_ERROR, "version " + capturedVersion + " was not written");
    }

    /** How many bytes of changed pages are in memory only, roughly. */
    public long unsavedBytes() {
        return store.getUnsavedMemory();
    }

    /** Rows for {@link SystemTable#METRICS}. */
    public List<Item> metrics() {
        return List.of(
                SystemTable.metric("file.bytes", fileBytes(), "bytes", "the length of the file of the maps"),
                SystemTable.metric(
                        "file.fillPercent", chunks.getChunksFillRate(), "percent", "how much of its chunks is live"),
                SystemTable.metric("file.unsavedBytes", unsavedBytes(), "bytes", "changed pages in memory, roughly"),
                SystemTable.metric("pages.reads", chunks.getReadCount(), "count", "reads of the file"),
                SystemTable.metric("pages.readBytes", chunks.getReadBytes(), "bytes", "bytes read from the file"),
                SystemTable.metric("pages.writes", chunks.getWriteCount(), "count", "writes of the file"),
                SystemTable.metric("pages.writtenBytes", chunks.writtenBytes(), "bytes", "bytes written to the file"),
                SystemTable.metric(
                        "cache.hitPercent", chunks.getCacheHitRatio(), "percent", "pages that were found in memory"),
                SystemTable.metric("cache.usedMegabytes", chunks.getCacheSizeUsed(), "MB", "pages held in memory"),
                SystemTable.metric("cache.megabytes", chunks.getCacheSize(), "MB", "how many may be held"));
    }

    /** The length of the file. */
    public long fileBytes() {
        return store.getFileStore().size();
    }

    /**
     * Brings live pages out of chunks that are mostly dead, so that these come free; they are written with the next
     * capture.
     *
     * @param fillPercentMin nothing happens if a larger part of the file is live
     * @param bytesMax how much may be rewritten
     * @return whether anything was rewritten
     */
    public boolean compact(int fillPercentMin, int bytesMax) {
        try {
            return store.compact(fillPercentMin, bytesMax);
        } catch (MVStoreException e) {
            throw PageFailure.of(e, place);
        }
    }

    /** Saves and closes. */
    @Override
    public void close() {
        try {
            store.close();
        } catch (MVStoreException e) {
            throw PageFailure.of(e, place);
        }
    }

    /** Closes without saving anything. */
    public void abandon() {
        store.closeImmediately();
    }
}
