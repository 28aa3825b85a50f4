package io.itemql.store.mv;

import java.util.Arrays;
import java.util.BitSet;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Locks for keys: two writes of one item never overlap. Far fewer locks than keys, so two keys may share one. A thread
 * holds one at a time, or takes all that it needs at once in the order of their numbers; so nobody waits in a circle.
 */
final class KeyLocks {
    /** How many there are. */
    static final int LOCKS = 1024;

    private final ReentrantLock[] locks = new ReentrantLock[LOCKS];

    KeyLocks() {
        Arrays.setAll(locks, i -> new ReentrantLock());
    }

    ReentrantLock of(int table, byte[] key) {
        return locks[place(table, key)];
    }

    /** The number of a key's lock, for {@link #lockAll}. */
    static int place(int table, byte[] key) {
        int hash = 31 * table + Arrays.hashCode(key);
        return (hash ^ (hash >>> 16)) & (LOCKS - 1);
    }

    void lockAll(BitSet places) {
        for (int place = places.nextSetBit(0); place >= 0; place = places.nextSetBit(place + 1)) {
            locks[place].lock();
        }
    }

    void unlockAll(BitSet places) {
        for (int place = places.nextSetBit(0); place >= 0; place = places.nextSetBit(place + 1)) {
            locks[place].unlock();
        }
    }
}
