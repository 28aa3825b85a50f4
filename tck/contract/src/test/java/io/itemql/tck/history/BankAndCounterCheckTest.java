package io.itemql.tck.history;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.itemql.tck.history.Anomaly.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Each anomaly of the bank and of the counter, planted by hand. */
final class BankAndCounterCheckTest {
    private static final List<Long> OPENING = List.of(100L, 100L);

    private final List<BankCheck.Transfer> transfers = new ArrayList<>();
    private final List<HistoryLog.Entry> counts = new ArrayList<>();

    private void transfer(String name, long amount, Outcome outcome) {
        transfers.add(new BankCheck.Transfer(name, 0, 1, amount, 10, 20, outcome));
    }

    private Set<Kind> audit(long begin, long first, long second, String... names) {
        BankClient.State state = new BankClient.State(List.of(first, second), Set.of(names));
        return kinds(BankCheck.check(OPENING, transfers, List.of(new BankCheck.Audit(begin, begin + 5, state))));
    }

    private static Set<Kind> kinds(List<Anomaly> anomalies) {
        return anomalies.stream().map(Anomaly::kind).collect(Collectors.toSet());
    }

    @Test
    void auditShowsWhatWasAcknowledgedAndPerhapsWhatIsOpen() {
        transfer("a", 30, Outcome.COMMITTED);
        transfer("b", 5, Outcome.UNKNOWN);
        transfer("c", 7, Outcome.ABORTED);
        assertEquals(Set.of(), audit(30, 70, 130, "a"));
        assertEquals(Set.of(), audit(30, 65, 135, "a", "b"));
        assertEquals(Set.of(), audit(15, 100, 100));
        assertEquals(Set.of(Kind.LOST_UPDATE), audit(30, 100, 100));
        assertEquals(Set.of(Kind.ABORTED_READ), audit(30, 63, 137, "a", "c"));
        assertEquals(Set.of(Kind.GARBAGE_READ), audit(30, 70, 130, "a", "d"));
    }

    @Test
    void halfATransferBreaksTheTotal() {
        transfer("a", 30, Outcome.COMMITTED);
        assertEquals(Set.of(Kind.BROKEN_INVARIANT, Kind.READ_SKEW), audit(15, 70, 100));
        assertEquals(Set.of(Kind.READ_SKEW), audit(15, 70, 130));
    }

    @Test
    void overdrawnAccountIsFound() {
        transfer("a", 130, Outcome.COMMITTED);
        assertEquals(Set.of(Kind.BROKEN_INVARIANT), audit(30, -30, 230, "a"));
    }

    private void count(long value, Outcome outcome) {
        counts.add(new HistoryLog.Entry(0, 0, 1, 2, outcome, Long.toString(value)));
    }

    @Test
    void counterCountsWhatWasAcknowledged() {
        count(1, Outcome.COMMITTED);
        count(2, Outcome.COMMITTED);
        count(2, Outcome.ABORTED);
        count(3, Outcome.UNKNOWN);
        assertEquals(Set.of(), kinds(CounterCheck.check(counts, 2)));
        assertEquals(Set.of(), kinds(CounterCheck.check(counts, 3)));
        assertEquals(Set.of(Kind.LOST_UPDATE), kinds(CounterCheck.check(counts, 1)));
        assertEquals(Set.of(Kind.BROKEN_INVARIANT), kinds(CounterCheck.check(counts, 4)));
        count(2, Outcome.COMMITTED);
        assertEquals(Set.of(Kind.LOST_UPDATE), kinds(CounterCheck.check(counts, 3)));
    }
}
