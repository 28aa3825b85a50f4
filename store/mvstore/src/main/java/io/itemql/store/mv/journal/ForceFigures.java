package io.itemql.store.mv.journal;

import io.itemql.item.Item;
import io.itemql.store.system.SystemTable;
import java.math.BigDecimal;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** How often the journal was forced and how long that took. Safe for use by several threads. */
final class ForceFigures {
    private long count;
    private long nanos;
    private long nanosMax;

    synchronized void count(long took) {
        count++;
        nanos += took;
        nanosMax = Math.max(nanosMax, took);
    }

    synchronized List<Item> metrics() {
        return List.of(
                SystemTable.metric("journal.forces", count, "count", "how often the journal was forced"),
                SystemTable.metric(
                        "journal.forceMeanMillis", millis(count == 0 ? 0 : nanos / count), "ms", "how long that took"),
                SystemTable.metric("journal.forceMaxMillis", millis(nanosMax), "ms", "how long the longest one took"));
    }

    private static BigDecimal millis(long nanos) {
        return BigDecimal.valueOf(TimeUnit.NANOSECONDS.toMicros(nanos), 3).stripTrailingZeros();
    }
}
