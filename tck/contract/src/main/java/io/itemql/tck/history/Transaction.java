package io.itemql.tck.history;

import java.util.List;

/**
 * A transaction as its client saw it. Times are comparable between all transactions of a history.
 *
 * @param number its place in the history
 * @param client who ran it; a client runs one at a time
 * @param begin a moment before it began
 * @param commit a moment after its last operation was answered and before the commit was asked for
 * @param end a moment after the commit was answered; without meaning if the outcome is unknown
 */
public record Transaction(
        int number, int client, long begin, long commit, long end, Outcome outcome, List<Operation> operations) {
    public Transaction {
        operations = List.copyOf(operations);
    }

    @Override
    public String toString() {
        return "T" + number + " (client " + client + ", " + outcome + ") " + operations;
    }
}
