package io.itemql.tck.history;

import io.itemql.tck.history.Anomaly.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Judges a counter that clients have set by conditional writes. No two of them may have set the same value, what was
 * acknowledged must have been counted, and the counter must not have gone further than somebody has asked for.
 */
public final class CounterCheck {
    private CounterCheck() {}

    /**
     * Everything that is wrong.
     *
     * @param entries what the clients asked for: the value to set
     * @param last the counter at the end, which began at 0
     */
    public static List<Anomaly> check(List<HistoryLog.Entry> entries, long last) {
        List<Anomaly> anomalies = new ArrayList<>();
        Map<Long, HistoryLog.Entry> set = new HashMap<>();
        long open = 0;
        for (HistoryLog.Entry entry : entries) {
            if (entry.outcome() == Outcome.COMMITTED) {
                HistoryLog.Entry other = set.put(Long.parseLong(entry.what()), entry);
                if (other != null) {
                    anomalies.add(
                            new Anomaly(Kind.LOST_UPDATE, "the same value was set twice: " + other + ", " + entry));
                }
            } else if (entry.outcome() == Outcome.UNKNOWN) {
                open++;
            }
        }
        for (long value : set.keySet()) {
            if (value > last) {
                anomalies.add(new Anomaly(Kind.LOST_UPDATE, set.get(value) + " is gone; the counter is at " + last));
            }
        }
        if (last > set.size() + open) {
            anomalies.add(new Anomaly(
                    Kind.BROKEN_INVARIANT,
                    "the counter is at " + last + " after " + set.size() + " writes and " + open + " open ones"));
        } else if (last < set.size()) {
            anomalies.add(
                    new Anomaly(Kind.LOST_UPDATE, "the counter is at " + last + " after " + set.size() + " writes"));
        }
        return anomalies;
    }
}
