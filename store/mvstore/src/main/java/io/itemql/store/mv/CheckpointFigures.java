package io.itemql.store.mv;

import io.itemql.item.Item;
import io.itemql.store.system.SystemTable;
import java.util.List;

/** How many checkpoints there were and how long they took. Safe for use by several threads. */
final class CheckpointFigures {
    private long count;
    private long nanos;
    private long lastNanos;
    private long nanosMax;

    synchronized void count(long took) {
        count++;
        nanos += took;
        lastNanos = took;
        nanosMax = Math.max(nanosMax, took);
    }

    synchronized List<Item> metrics() {
        return List.of(
                SystemTable.metric("checkpoints.done", count, "count", "checkpoints since the store was opened"),
                SystemTable.metric(
                        "checkpoints.meanMillis",
                        StoreFacts.meanMillis(nanos, count),
                        "ms",
                        "how long one took on average"),
                SystemTable.metric(
                        "checkpoints.lastMillis", StoreFacts.millis(lastNanos), "ms", "how long the last one took"),
                SystemTable.metric(
                        "checkpoints.maxMillis", StoreFacts.millis(nanosMax), "ms", "how long the longest one took"));
    }
}
