package io.itemql.tck.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/**
 * Transactions of one to five reads and appends on a few lists, which give way to new ones when they have become long.
 * One in ten is rolled back. Used by one thread; the clients of a run share the names of the lists by the number of
 * transactions that each has made.
 */
public final class ListAppendWorkload {
    private static final int LISTS = 4;
    private static final int OPERATIONS_MAX = 5;
    /** After so many transactions of a client it goes on to new lists, so that none becomes long. */
    private static final int ROUND = 12;

    private final ListClient client;
    private final HistoryLog log;
    private final Random random;
    private final String prefix;
    private final long firstValue;
    private long values;

    /**
     * @param prefix of the names of lists; the same for the clients of one run
     * @param firstValue the values are this and those after it; no other client's
     */
    public ListAppendWorkload(ListClient client, HistoryLog log, Random random, String prefix, long firstValue) {
        this.client = client;
        this.log = log;
        this.random = random;
        this.prefix = prefix;
        this.firstValue = firstValue;
    }

    /** Makes transactions as long as it is wanted. */
    public void run(BooleanSupplier goesOn) {
        for (int number = 0; goesOn.getAsBoolean(); number++) {
            transaction(number / ROUND);
        }
    }

    private void transaction(int round) {
        long begin = log.now();
        List<Operation> done = new ArrayList<>();
        boolean asked = false;
        client.begin();
        try {
            int count = 1 + random.nextInt(OPERATIONS_MAX);
            for (int i = 0; i < count; i++) {
                operate(prefix + round + "-" + random.nextInt(LISTS), done);
            }
            if (random.nextInt(10) == 0) {
                throw new Refused("its client thought better of it");
            }
            log.asks(begin, encode(done));
            asked = true;
            client.commit();
            log.answered(Outcome.COMMITTED);
        } catch (Refused e) {
            client.rollback();
            if (!asked) {
                log.asks(begin, encode(done));
            }
            log.answered(Outcome.ABORTED);
        }
    }

    private void operate(String key, List<Operation> done) throws Refused {
        if (random.nextBoolean()) {
            done.add(new Operation.Read(key, client.read(key)));
        } else {
            Operation.Append append = new Operation.Append(key, firstValue + values++);
            // Written down even if it is refused, so that it is known if somebody reads it.
            done.add(append);
            client.append(key, append.value());
        }
    }

    /** Reads lists in a transaction of its own and writes that down, as the final state. */
    public static void readAll(ListClient client, HistoryLog log, Iterable<String> keys) throws Refused {
        long begin = log.now();
        client.begin();
        List<Operation> done = new ArrayList<>();
        for (String key : keys) {
            done.add(new Operation.Read(key, client.read(key)));
        }
        log.asks(begin, encode(done));
        client.commit();
        log.answered(Outcome.COMMITTED);
    }

    private static String encode(List<Operation> operations) {
        return operations.stream().map(ListAppendWorkload::encode).collect(Collectors.joining(";"));
    }

    private static String encode(Operation operation) {
        if (operation instanceof Operation.Append append) {
            return "a:" + append.key() + ":" + append.value();
        }
        Operation.Read read = (Operation.Read) operation;
        return "r:" + read.key() + ":"
                + read.values().stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    /** The transactions that clients have written down. */
    public static List<Transaction> transactions(List<HistoryLog.Entry> entries) {
        List<Transaction> transactions = new ArrayList<>();
        for (HistoryLog.Entry entry : entries) {
            List<Operation> operations = new ArrayList<>();
            for (String text :
                    entry.what().isEmpty() ? new String[0] : entry.what().split(";", -1)) {
                String[] parts = text.split(":", 3);
                operations.add(
                        parts[0].equals("a")
                                ? new Operation.Append(parts[1], Long.parseLong(parts[2]))
                                : new Operation.Read(parts[1], values(parts[2])));
            }
            transactions.add(new Transaction(
                    transactions.size(),
                    entry.client(),
                    entry.begin(),
                    entry.asked(),
                    entry.end(),
                    entry.outcome(),
                    operations));
        }
        return transactions;
    }

    private static List<Long> values(String text) {
        List<Long> values = new ArrayList<>();
        if (!text.isEmpty()) {
            for (String value : text.split(",", -1)) {
                values.add(Long.parseLong(value));
            }
        }
        return values;
    }
}
