package io.itemql.store.mv.check;

import java.util.ArrayList;
import java.util.List;

/** What was found in one part of a table. Not thread-safe. */
public final class Findings {
    /** More findings are counted but not kept. */
    public static final int KEPT_MAX = 100;

    private final List<Finding> kept = new ArrayList<>();
    private long count;

    void add(String place, String what) {
        count++;
        if (kept.size() < KEPT_MAX) {
            kept.add(new Finding(place, what));
        }
    }

    /** The first {@link #KEPT_MAX} of them. */
    public List<Finding> kept() {
        return List.copyOf(kept);
    }

    /** How many there were. */
    public long count() {
        return count;
    }
}
