package io.itemql.tck.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/** Transfers between a few accounts, and now and then an audit. Used by one thread. */
public final class BankWorkload {
    /** How many accounts there are, each with so much at the beginning. */
    public static final int ACCOUNTS = 6;

    public static final long OPENING_BALANCE = 100;

    private static final int TRANSFERS_AN_AUDIT = 20;

    private final BankClient client;
    private final HistoryLog log;
    private final Random random;
    private final String prefix;
    private int transfers;

    /** @param prefix of the names of transfers; no other client's */
    public BankWorkload(BankClient client, HistoryLog log, Random random, String prefix) {
        this.client = client;
        this.log = log;
        this.random = random;
        this.prefix = prefix;
    }

    /** Makes transfers and audits as long as it is wanted. */
    public void run(BooleanSupplier goesOn) {
        while (goesOn.getAsBoolean()) {
            if (random.nextInt(TRANSFERS_AN_AUDIT) == 0) {
                try {
                    audit(client, log);
                } catch (Refused e) {
                    // ignored: an audit that was refused has shown nothing
                }
            } else {
                transfer();
            }
        }
    }

    private void transfer() {
        int from = random.nextInt(ACCOUNTS);
        int to = (from + 1 + random.nextInt(ACCOUNTS - 1)) % ACCOUNTS;
        long amount = 1L + random.nextInt(40);
        String name = prefix + transfers++;
        log.asks(log.now(), "transfer " + name + " " + from + " " + to + " " + amount);
        try {
            client.transfer(name, from, to, amount);
            log.answered(Outcome.COMMITTED);
        } catch (Refused e) {
            log.answered(Outcome.ABORTED);
        }
    }

    /** Makes one audit and writes it down; at the end of a run it shows the final state. */
    public static void audit(BankClient client, HistoryLog log) throws Refused {
        long begin = log.now();
        BankClient.State state = client.audit();
        String balances = state.balances().stream().map(String::valueOf).collect(Collectors.joining(","));
        log.asks(begin, "audit " + balances + " " + String.join(",", new TreeSet<>(state.transfers())));
        log.answered(Outcome.COMMITTED);
    }

    /** The transfers and audits that clients have written down, judged. */
    public static List<Anomaly> check(List<HistoryLog.Entry> entries) {
        List<BankCheck.Transfer> transfers = new ArrayList<>();
        List<BankCheck.Audit> audits = new ArrayList<>();
        for (HistoryLog.Entry entry : entries) {
            String[] words = entry.what().split(" ", -1);
            if (words[0].equals("transfer")) {
                transfers.add(new BankCheck.Transfer(
                        words[1],
                        Integer.parseInt(words[2]),
                        Integer.parseInt(words[3]),
                        Long.parseLong(words[4]),
                        entry.asked(),
                        entry.end(),
                        entry.outcome()));
            } else {
                audits.add(new BankCheck.Audit(entry.begin(), entry.asked(), state(words[1], words[2])));
            }
        }
        List<Long> opening = new ArrayList<>();
        for (int i = 0; i < ACCOUNTS; i++) {
            opening.add(OPENING_BALANCE);
        }
        return BankCheck.check(opening, transfers, audits);
    }

    private static BankClient.State state(String balances, String names) {
        List<Long> read = new ArrayList<>();
        for (String balance : balances.split(",", -1)) {
            read.add(Long.parseLong(balance));
        }
        return new BankClient.State(read, names.isEmpty() ? Set.of() : Set.of(names.split(",", -1)));
    }
}
