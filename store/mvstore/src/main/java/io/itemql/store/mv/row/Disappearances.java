package io.itemql.store.mv.row;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * When the last item of a table went that had a type of an attribute. Counts tell what is there now; a transaction that
 * sees an earlier moment may still meet what has gone since. Safe for use by several threads.
 *
 * <p>It may name more than has gone: a part of a table that counts down to nothing counts, whatever the others hold.
 */
public final class Disappearances {
    /** Counts the moments that somebody asks about; one for all tables, since only the order matters. */
    private static final AtomicLong CLOCK = new AtomicLong();

    private static final int[] NONE = {};

    private static final class Place {
        /** How many writes have been counted and cannot be seen yet. */
        private int pending;

        private long last;
    }

    private final Map<Integer, Place> places = new HashMap<>();

    /** A moment to ask about with {@link #since}; a snapshot for it is taken afterwards. */
    public static long moment() {
        return CLOCK.incrementAndGet();
    }

    /** A write takes the last of some counts away; called before anybody can find them at zero. */
    synchronized void begin(int[] counts) {
        for (int count : counts) {
            places.computeIfAbsent(count, absent -> new Place()).pending++;
        }
    }

    /** The write can be seen. */
    public synchronized void end(int[] counts) {
        for (int count : counts) {
            Place place = places.get(count);
            place.pending--;
            place.last = CLOCK.get();
        }
    }

    /** The counts that went to zero after a moment, or are about to. */
    synchronized int[] since(long moment) {
        if (places.isEmpty()) {
            return NONE;
        }
        int[] found = new int[places.size()];
        int size = 0;
        for (Map.Entry<Integer, Place> each : places.entrySet()) {
            if (each.getValue().pending > 0 || each.getValue().last >= moment) {
                found[size++] = each.getKey();
            }
        }
        return Arrays.copyOf(found, size);
    }
}
