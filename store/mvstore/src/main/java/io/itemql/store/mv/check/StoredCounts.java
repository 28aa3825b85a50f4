package io.itemql.store.mv.check;

import java.util.Map;
import java.util.TreeMap;

/** Counts of items: read from where they are stored, or counted. */
final class StoredCounts {
    static final int TAGS = 12;

    private long items;
    private long itemBytes;
    private final Map<Integer, Long> places = new TreeMap<>();

    /** Adds counts as they are stored. */
    void add(byte[] stored) {
        CheckedBytes in = new CheckedBytes(stored);
        items += in.signed();
        itemBytes += in.signed();
        in.signed();
        while (in.left() > 0) {
            int place = Math.toIntExact(in.varint());
            count(place, in.signed());
        }
    }

    void addItem(long bytes) {
        items++;
        itemBytes += bytes;
    }

    void count(int place, long by) {
        places.merge(place, by, (a, b) -> a + b == 0 ? null : Long.valueOf(a + b));
    }

    void add(StoredCounts other) {
        items += other.items;
        itemBytes += other.itemBytes;
        other.places.forEach(this::count);
    }

    long items() {
        return items;
    }

    /** What is different in other counts; empty if nothing is. */
    String difference(StoredCounts counted) {
        StringBuilder text = new StringBuilder();
        if (items != counted.items) {
            text.append("it says ").append(items).append(" items and has ").append(counted.items);
        }
        if (itemBytes != counted.itemBytes) {
            text.append(text.length() == 0 ? "it says " : ", ")
                    .append(itemBytes)
                    .append(" bytes of items and has ")
                    .append(counted.itemBytes);
        }
        if (text.length() == 0 && !places.equals(counted.places)) {
            Map<Integer, Long> only = new TreeMap<>(places);
            counted.places.forEach((place, count) -> only.merge(place, -count, (a, b) -> a + b == 0 ? null : a + b));
            int place = only.keySet().iterator().next();
            text.append("attribute ")
                    .append(place / TAGS - 2)
                    .append(" with tag ")
                    .append(place % TAGS)
                    .append(": it says ")
                    .append(places.getOrDefault(place, 0L))
                    .append(" items and has ")
                    .append(counted.places.getOrDefault(place, 0L));
        }
        return text.toString();
    }
}
