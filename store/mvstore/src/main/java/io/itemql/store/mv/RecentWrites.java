package io.itemql.store.mv;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.TreeMap;

/**
 * Which keys were written since the open transactions began, as 64-bit hashes in order. A row that is as it was does
 * not prove that nobody has written it: it may have been changed and changed back, or written as it was in order to
 * meet another transaction. Nothing is kept while no transaction is open. Safe for use by several threads.
 */
final class RecentWrites {
    private static final int CHUNK = 1 << 14;
    /** Four million writes, 32 MB; a transaction that began before can write no more. */
    private static final int CHUNKS_MAX = 256;

    /** What a transaction finds out about its keys. */
    enum Finding {
        UNTOUCHED,
        WRITTEN,
        /** So much was written that it is not known any more. */
        UNKNOWN
    }

    /** How many open transactions began at a position. */
    private final TreeMap<Long, Integer> open = new TreeMap<>();

    private final Deque<long[]> chunks = new ArrayDeque<>();
    /** The position of the first hash of the first chunk. */
    private long first;

    private long next;
    private volatile boolean needed;

    /** A transaction begins; it takes its snapshot afterwards. */
    synchronized long begin() {
        open.merge(next, 1, Integer::sum);
        needed = true;
        return next;
    }

    /** A transaction that began at a position has ended. */
    synchronized void end(long position) {
        open.merge(position, -1, (count, minus) -> count + minus == 0 ? null : count + minus);
        if (open.isEmpty()) {
            needed = false;
            chunks.clear();
            first = next;
            return;
        }
        while (first + CHUNK <= open.firstKey() && !chunks.isEmpty()) {
            chunks.remove();
            first += CHUNK;
        }
    }

    /** Notes a write; the caller holds the lock on the key and has not changed anything yet. */
    void add(int table, byte[] key) {
        if (needed) {
            append(hash(table, key));
        }
    }

    private synchronized void append(long hash) {
        int place = (int) ((next - first) % CHUNK);
        if (place == 0) {
            if (chunks.size() == CHUNKS_MAX) {
                chunks.remove();
                first += CHUNK;
            }
            chunks.add(new long[CHUNK]);
        }
        chunks.getLast()[place] = hash;
        next++;
    }

    /** What has happened to keys since a position; the caller holds their locks. */
    Finding since(long position, long[] sortedHashes) {
        List<long[]> kept;
        long from;
        long end;
        synchronized (this) {
            if (position < first) {
                return Finding.UNKNOWN;
            }
            kept = new ArrayList<>(chunks);
            from = position - first;
            end = next - first;
        }
        // What was appended before does not change, and what comes now is about other keys.
        for (long i = from; i < end; i++) {
            long hash = kept.get((int) (i / CHUNK))[(int) (i % CHUNK)];
            if (Arrays.binarySearch(sortedHashes, hash) >= 0) {
                return Finding.WRITTEN;
            }
        }
        return Finding.UNTOUCHED;
    }

    /** FNV-1a over table and key, mixed once more. */
    static long hash(int table, byte[] key) {
        long hash = 0xcbf29ce484222325L ^ table;
        for (byte each : key) {
            hash = (hash ^ (each & 0xff)) * 0x100000001b3L;
        }
        return (hash ^ (hash >>> 32)) * 0x9e3779b97f4a7c15L;
    }
}
