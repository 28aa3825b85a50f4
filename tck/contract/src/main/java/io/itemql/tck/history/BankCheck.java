package io.itemql.tck.history;

import io.itemql.tck.history.Anomaly.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Judges transfers and audits. An audit must show a state that some of the transfers have made: none that was refused,
 * all that were acknowledged before the audit began, and every balance the sum of exactly those that it shows.
 */
public final class BankCheck {
    /**
     * A transfer as its client saw it.
     *
     * @param asked before it began
     * @param end after it was answered
     */
    public record Transfer(String name, int from, int to, long amount, long asked, long end, Outcome outcome) {}

    /** What was seen between two moments. */
    public record Audit(long begin, long end, BankClient.State state) {}

    private final List<Long> opening;
    private final Map<String, Transfer> transfers = new HashMap<>();
    private final List<Anomaly> anomalies = new ArrayList<>();

    private BankCheck(List<Long> opening) {
        this.opening = opening;
    }

    /**
     * Everything that is wrong. The last audit should be one of the final state.
     *
     * @param opening the balances before the first transfer
     */
    public static List<Anomaly> check(List<Long> opening, List<Transfer> transfers, List<Audit> audits) {
        BankCheck check = new BankCheck(opening);
        transfers.forEach(transfer -> check.transfers.put(transfer.name(), transfer));
        audits.forEach(check::check);
        return List.copyOf(check.anomalies);
    }

    private void check(Audit audit) {
        List<Long> expected = new ArrayList<>(opening);
        for (String name : audit.state().transfers()) {
            Transfer transfer = transfers.get(name);
            if (transfer == null || transfer.asked() > audit.end()) {
                found(Kind.GARBAGE_READ, "transfer " + name + ", which nobody has made", audit);
                continue;
            }
            if (transfer.outcome() == Outcome.ABORTED) {
                found(Kind.ABORTED_READ, transfer + ", which was refused", audit);
            }
            expected.set(transfer.from(), expected.get(transfer.from()) - transfer.amount());
            expected.set(transfer.to(), expected.get(transfer.to()) + transfer.amount());
        }
        for (Transfer transfer : transfers.values()) {
            if (transfer.outcome() == Outcome.COMMITTED
                    && transfer.end() < audit.begin()
                    && !audit.state().transfers().contains(transfer.name())) {
                found(Kind.LOST_UPDATE, "no " + transfer, audit);
            }
        }
        List<Long> balances = audit.state().balances();
        long total = balances.stream().mapToLong(Long::longValue).sum();
        long due = opening.stream().mapToLong(Long::longValue).sum();
        if (total != due) {
            found(Kind.BROKEN_INVARIANT, "a total of " + total + " instead of " + due, audit);
        }
        if (!balances.equals(expected)) {
            found(Kind.READ_SKEW, balances + " where its transfers make " + expected, audit);
        }
        if (balances.stream().anyMatch(balance -> balance < 0)) {
            found(Kind.BROKEN_INVARIANT, balances + ", overdrawn", audit);
        }
    }

    private void found(Kind kind, String what, Audit audit) {
        anomalies.add(new Anomaly(kind, "the audit from " + audit.begin() + " to " + audit.end() + " shows " + what));
    }
}
