package io.itemql.store.mv;

import java.util.Arrays;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Locks for keys: two writes of one item never overlap. Far fewer locks than keys, so two keys may share one; a thread
 * holds one at a time.
 */
final class KeyLocks {
    private static final int LOCKS = 1024;

    private final ReentrantLock[] locks = new ReentrantLock[LOCKS];

    KeyLocks() {
        Arrays.setAll(locks, i -> new ReentrantLock());
    }

    ReentrantLock of(int table, byte[] key) {
        int hash = 31 * table + Arrays.hashCode(key);
        return locks[(hash ^ (hash >>> 16)) & (LOCKS - 1)];
    }
}
