package io.itemql.tck.history;

import java.util.function.BooleanSupplier;

/** Counts, by reading the counter and setting it to one more under the condition that it has not changed. */
public final class CounterWorkload {
    private CounterWorkload() {}

    /** Counts as long as it is wanted. */
    public static void run(CounterClient client, HistoryLog log, BooleanSupplier goesOn) {
        while (goesOn.getAsBoolean()) {
            long begin = log.now();
            long before = client.read();
            log.asks(begin, Long.toString(before + 1));
            try {
                client.set(before, before + 1);
                log.answered(Outcome.COMMITTED);
            } catch (Refused e) {
                log.answered(Outcome.ABORTED);
            }
        }
    }
}
