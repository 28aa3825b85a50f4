package io.itemql.store.mv;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.store.mv.journal.Durability;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * What whoever opens a store can choose.
 *
 * @param durability what an acknowledged write survives
 * @param cacheMegabytes how much of the store's file is kept in memory
 * @param checkpointBytes after how many bytes of journal the maps are saved; also how much of changed maps may be in
 *     memory
 * @param segmentBytes when a new file of the journal begins
 * @param partitionBytes when a partition is split
 * @param viewAgeSeconds how old a view becomes
 * @param files where statements may write and read files
 * @param recover whether a damaged store is replaced by what can be saved of it
 * @param transactionMegabytes how much all open transactions may keep in memory
 * @param collectionBytes how large an item collection of a table with local indexes may be
 */
record StoreOptions(
        Durability durability,
        int cacheMegabytes,
        long checkpointBytes,
        long segmentBytes,
        long partitionBytes,
        long viewAgeSeconds,
        FileRights files,
        boolean recover,
        long transactionMegabytes,
        long collectionBytes) {
    static final String TRANSACTION = "transactionMegabytes";
    static final String DURABILITY = "durability";
    static final String CACHE = "cacheMegabytes";
    static final String CHECKPOINT = "checkpointMegabytes";
    static final String PARTITION = "partitionMegabytes";
    static final String RECOVER = "recover";
    static final String ALLOW = "allow";
    static final String COLLECTION = "collectionMegabytes";
    static final String VIEW_AGE = "viewAgeSeconds";

    /** What means nothing to a store in memory: it has no files, is never damaged, and none of its partitions is split. */
    static final Set<String> OF_DIRECTORIES = Set.of(DURABILITY, CACHE, CHECKPOINT, PARTITION, RECOVER);

    private static final long MEGABYTE = 1 << 20;
    private static final long SEGMENT_BYTES = 64 * MEGABYTE;
    private static final long PARTITION_BYTES = 1024 * MEGABYTE;
    private static final long COLLECTION_BYTES = 10 * 1024 * MEGABYTE;
    private static final long SMALL_HEAP_MEGABYTES = 256;
    /** Longer than a report takes, shorter than a day of forgotten results fills a disk. */
    private static final long VIEW_AGE_SECONDS = 4 * 3600;

    /** What each option is for. */
    static final Map<String, String> DESCRIPTIONS = new TreeMap<>(Map.of(
            DURABILITY,
            "What an acknowledged write survives: sync, a power loss (default); os, the death of the process.",
            CACHE,
            "How many megabytes of the store's file are kept in memory (default: an eighth of the heap, 4 to 1024).",
            CHECKPOINT,
            "After how many megabytes of journal or of changed pages the file is brought up to date (default: a"
                    + " thirty-second of the heap, at most 128; half of that in a heap below 256).",
            PARTITION,
            "How many megabytes of items a partition holds before it is split (default 1024).",
            RECOVER,
            "true: if the store is damaged, whatever can be read of it is saved into a new one that takes its place; the"
                    + " damaged one stays beside it, and system.recovery tells what was lost (default: false, a damaged"
                    + " store is refused).",
            ALLOW,
            "What statements may do beyond the store: files:DIRECTORY lets BACKUP, RESTORE and COPY use the directories in it;"
                    + " several with commas (default: nothing).",
            VIEW_AGE,
            "How many seconds a view (a running statement, an open result, a transaction) may be open before its reads"
                    + " fail, because it holds back the reclaiming of space (default 14400, four hours).",
            COLLECTION,
            "How many megabytes the items of one partition key may have together with their entries in local indexes"
                    + " (default 10240, the service's limit); without local indexes there is no limit.",
            TRANSACTION,
            "How many megabytes of writes all open transactions may keep in memory (default: a quarter of the heap, 16"
                    + " to 1024; at most 1024)."));

    static StoreOptions defaults() {
        long heapMegabytes = Runtime.getRuntime().maxMemory() / MEGABYTE;
        return new StoreOptions(
                Durability.SYNC,
                (int) Math.max(4, Math.min(1024, heapMegabytes / 8)),
                checkpointMegabytes(heapMegabytes) * MEGABYTE,
                SEGMENT_BYTES,
                PARTITION_BYTES,
                VIEW_AGE_SECONDS,
                FileRights.NONE,
                false,
                TransactionMemory.defaultMegabytes(),
                COLLECTION_BYTES);
    }

    /**
     * A chunk is several times as large at worst, and MVStore asks for it in one piece, which a small heap has not got
     * when it is in pieces: there 96 MB with half of them free were not enough for a chunk of 10 MB.
     */
    private static long checkpointMegabytes(long heapMegabytes) {
        return heapMegabytes < SMALL_HEAP_MEGABYTES
                ? Math.max(1, heapMegabytes / 64)
                : Math.min(128, heapMegabytes / 32);
    }

    /**
     * The defaults with the given values in their place.
     *
     * @throws ItemException with {@link ErrorCode#INVALID_OPTION_VALUE}
     */
    static StoreOptions parse(Map<String, String> values) {
        StoreOptions defaults = defaults();
        return new StoreOptions(
                durability(values.get(DURABILITY), defaults.durability),
                (int) megabytes(values, CACHE, defaults.cacheMegabytes),
                megabytes(values, CHECKPOINT, defaults.checkpointBytes / MEGABYTE) * MEGABYTE,
                defaults.segmentBytes,
                megabytes(values, PARTITION, defaults.partitionBytes / MEGABYTE) * MEGABYTE,
                seconds(values, VIEW_AGE, defaults.viewAgeSeconds),
                values.containsKey(ALLOW) ? FileRights.parse(ALLOW, values.get(ALLOW)) : FileRights.NONE,
                truth(values, RECOVER),
                megabytes(values, TRANSACTION, defaults.transactionMegabytes),
                megabytes(values, COLLECTION, defaults.collectionBytes / MEGABYTE) * MEGABYTE);
    }

    private static Durability durability(String value, Durability otherwise) {
        if (value == null) {
            return otherwise;
        }
        for (Durability durability : Durability.values()) {
            if (durability.name().toLowerCase(Locale.ROOT).equals(value)) {
                return durability;
            }
        }
        throw new ItemException(ErrorCode.INVALID_OPTION_VALUE, DURABILITY, value, "it is sync or os");
    }

    private static long megabytes(Map<String, String> values, String name, long otherwise) {
        return number(values, name, otherwise, "megabytes", 999_999);
    }

    private static long seconds(Map<String, String> values, String name, long otherwise) {
        return number(values, name, otherwise, "seconds", 99_999_999);
    }

    private static long number(Map<String, String> values, String name, long otherwise, String unit, long max) {
        String value = values.get(name);
        if (value == null) {
            return otherwise;
        }
        if (!value.matches("[1-9][0-9]{0,8}") || Long.parseLong(value) > max) {
            String right = "it is a number of " + unit + " from 1 to " + max;
            throw new ItemException(ErrorCode.INVALID_OPTION_VALUE, name, value, right);
        }
        return Long.parseLong(value);
    }

    private static boolean truth(Map<String, String> values, String name) {
        String value = values.getOrDefault(name, "false");
        if (!value.equals("true") && !value.equals("false")) {
            throw new ItemException(ErrorCode.INVALID_OPTION_VALUE, name, value, "it is true or false");
        }
        return value.equals("true");
    }

    StoreOptions withCheckpointBytes(long bytes) {
        return changed(copy -> copy.newCheckpointBytes = bytes);
    }

    StoreOptions withSegmentBytes(long bytes) {
        return changed(copy -> copy.newSegmentBytes = bytes);
    }

    StoreOptions withPartitionBytes(long bytes) {
        return changed(copy -> copy.newPartitionBytes = bytes);
    }

    StoreOptions withCollectionBytes(long bytes) {
        return changed(copy -> copy.newCollectionBytes = bytes);
    }

    StoreOptions withDurability(Durability other) {
        return changed(copy -> copy.newDurability = other);
    }

    private StoreOptions changed(Consumer<Copy> change) {
        Copy copy = new Copy();
        change.accept(copy);
        return new StoreOptions(
                copy.newDurability,
                cacheMegabytes,
                copy.newCheckpointBytes,
                copy.newSegmentBytes,
                copy.newPartitionBytes,
                viewAgeSeconds,
                files,
                recover,
                transactionMegabytes,
                copy.newCollectionBytes);
    }

    /** What may be another in a copy of these options. */
    private final class Copy {
        private Durability newDurability = durability;
        private long newCheckpointBytes = checkpointBytes;
        private long newSegmentBytes = segmentBytes;
        private long newPartitionBytes = partitionBytes;
        private long newCollectionBytes = collectionBytes;
    }
}
