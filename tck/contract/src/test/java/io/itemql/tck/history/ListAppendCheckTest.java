package io.itemql.tck.history;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.itemql.tck.history.Anomaly.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Each anomaly planted by hand, beside the nearest history that is all right. */
final class ListAppendCheckTest {
    private final List<Transaction> history = new ArrayList<>();

    /**
     * Adds a transaction.
     *
     * @param operations {@code ax1} appends 1 to x, {@code rx12} has read 1 and 2 of x
     */
    private void add(long begin, long end, Outcome outcome, String... operations) {
        List<Operation> list = new ArrayList<>();
        for (String text : operations) {
            String key = text.substring(1, 2);
            if (text.charAt(0) == 'a') {
                list.add(new Operation.Append(key, Long.parseLong(text.substring(2))));
            } else {
                list.add(new Operation.Read(
                        key,
                        text.substring(2)
                                .chars()
                                .mapToObj(digit -> (long) digit - '0')
                                .toList()));
            }
        }
        int number = history.size();
        history.add(new Transaction(number, number, begin, end - 1, end, outcome, list));
    }

    /** Adds a committed transaction that overlaps all others. */
    private void add(String... operations) {
        add(0, 1000, Outcome.COMMITTED, operations);
    }

    private Set<Kind> kinds(Level level) {
        return ListAppendCheck.check(history, level).stream().map(Anomaly::kind).collect(Collectors.toSet());
    }

    private void expect(Kind... kinds) {
        assertEquals(Set.of(kinds), kinds(Level.SERIALIZABLE));
        assertEquals(Set.of(kinds), kinds(Level.SNAPSHOT));
    }

    @Test
    void emptyAndSerialHistoriesAreClean() {
        expect();
        add(0, 10, Outcome.COMMITTED, "ax1", "rx1", "ay1");
        add(20, 30, Outcome.COMMITTED, "rx1", "ax2", "rx12", "ry1");
        add(40, 50, Outcome.ABORTED, "rx12", "ax3", "rx123");
        add(60, 70, Outcome.COMMITTED, "rx12", "ry1", "rz");
        expect();
    }

    @Test
    void ownWriteUnseenIsInternal() {
        add("ax1", "rx");
        expect(Kind.INTERNAL);
    }

    @Test
    void listThatChangesWithinATransactionIsInternal() {
        add("ax1");
        add("rx", "ry", "rx1");
        expect(Kind.INTERNAL);
    }

    @Test
    void valueOfNobodyIsGarbage() {
        add("ax1");
        add("rx12");
        expect(Kind.GARBAGE_READ);
    }

    @Test
    void valueReadTwiceIsGarbage() {
        add("ax1");
        add("rx11");
        expect(Kind.GARBAGE_READ);
    }

    @Test
    void aReadOfAnAbortedAppendIsFound() {
        add(0, 10, Outcome.ABORTED, "ax1");
        add(0, 20, Outcome.COMMITTED, "rx1");
        expect(Kind.ABORTED_READ);
    }

    @Test
    void valueOfUnknownOutcomeMayBeReadOrNot() {
        add(0, 10, Outcome.UNKNOWN, "ax1");
        add(0, 10, Outcome.UNKNOWN, "ax2");
        add(20, 30, Outcome.COMMITTED, "rx1");
        expect();
    }

    @Test
    void halfOfATransactionOfUnknownOutcomeIsReadSkew() {
        add(0, 10, Outcome.UNKNOWN, "ax1", "ay1");
        add(20, 30, Outcome.COMMITTED, "rx1", "ry");
        add(40, 50, Outcome.COMMITTED, "ry1");
        expect(Kind.READ_SKEW);
    }

    @Test
    void valueReadBeforeItsCommitWasAskedForIsDirty() {
        add(0, 100, Outcome.COMMITTED, "ax1");
        add(10, 20, Outcome.COMMITTED, "rx1");
        expect(Kind.DIRTY_READ);
    }

    @Test
    void firstOfTwoValuesOfATransactionIsDirty() {
        add("ax1", "ax2");
        add("rx1");
        add("rx12");
        expect(Kind.DIRTY_READ);
    }

    @Test
    void committedValueThatIsGoneIsALostUpdate() {
        add(0, 10, Outcome.COMMITTED, "ax1");
        add(0, 10, Outcome.COMMITTED, "ax2");
        add(20, 30, Outcome.COMMITTED, "rx2");
        expect(Kind.LOST_UPDATE);
    }

    @Test
    void twoAppendsToTheSameStateAreALostUpdate() {
        add("rx", "ax1");
        add("rx", "ax2");
        add("rx12");
        expect(Kind.LOST_UPDATE);
    }

    @Test
    void ordersThatContradictEachOther() {
        add("ax1");
        add("ax2");
        add("rx12");
        add("rx21");
        expect(Kind.DIVERGENT_ORDER);
    }

    @Test
    void writesInOppositeOrdersAreADirtyWrite() {
        add("ax1", "ay1");
        add("ax2", "ay2");
        add("rx12", "ry21");
        expect(Kind.DIRTY_WRITE);
    }

    @Test
    void transactionsThatSawEachOtherAreCircular() {
        add("ax1", "ry1");
        add("ay1", "rx1");
        expect(Kind.CIRCULAR_FLOW);
    }

    @Test
    void oneOfTwoWritesSeenIsReadSkew() {
        add("ax1", "ay1");
        add("rx1", "ry");
        add("ry1");
        expect(Kind.READ_SKEW);
    }

    @Test
    void readersThatDisagreeAreALongFork() {
        add("ax1");
        add("ay1");
        add("rx1", "ry");
        add("rx", "ry1");
        expect(Kind.LONG_FORK);
    }

    @Test
    void readersThatAgreeAreNoLongFork() {
        add("ax1");
        add("ay1");
        add("rx1", "ry");
        add("rx1", "ry1");
        expect();
    }

    @Test
    void writeSkewIsAllowedUnderSnapshotsOnly() {
        add("rx", "ay1");
        add("ry", "ax1");
        add("rx1", "ry1");
        assertEquals(Set.of(), kinds(Level.SNAPSHOT));
        assertEquals(Set.of(Kind.WRITE_SKEW), kinds(Level.SERIALIZABLE));
    }

    @Test
    void readOnlyTransactionCanShowAWriteSkew() {
        // Fekete, O'Neil and O'Neil: without the last one the two would be in order.
        add("rx", "ry", "ax1");
        add("ry", "ay1");
        add("ry1", "rx");
        add("rx1");
        assertEquals(Set.of(), kinds(Level.SNAPSHOT));
        assertEquals(Set.of(Kind.WRITE_SKEW), kinds(Level.SERIALIZABLE));
    }

    @Test
    void stateFromBeforeTheBeginningIsStale() {
        add(0, 10, Outcome.COMMITTED, "ax1");
        add(20, 30, Outcome.COMMITTED, "rx");
        add(20, 40, Outcome.COMMITTED, "rx1");
        expect(Kind.STALE_READ);
    }

    @Test
    void stateOfTheBeginningIsNotStale() {
        add(0, 25, Outcome.COMMITTED, "ax1");
        add(20, 30, Outcome.COMMITTED, "rx");
        add(26, 40, Outcome.COMMITTED, "rx1");
        expect();
    }

    @Test
    void longCyclesAreFound() {
        int length = 50;
        for (int i = 0; i < length; i++) {
            add("r" + (char) (100 + i) + "1", "a" + (char) (100 + (i + 1) % length) + "1");
        }
        expect(Kind.CIRCULAR_FLOW);
    }
}
