package io.itemql.store.mv.check;

import java.util.ArrayList;
import java.util.HexFormat;
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

    /** Takes entries that cannot be read, as their keys are known from the pages above. */
    void addUnreadable(byte[] from, byte[] to, String why) {
        add(
                "keys from " + HexFormat.of().formatHex(from)
                        + (to == null
                                ? " to the end"
                                : " to before " + HexFormat.of().formatHex(to)),
                "they cannot be read: " + why);
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
