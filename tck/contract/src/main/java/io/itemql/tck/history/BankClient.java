package io.itemql.tck.history;

import java.util.List;
import java.util.Set;

/** A client of a store that keeps accounts. Used by one thread; the failures it may throw end a run. */
public interface BankClient extends AutoCloseable {
    /**
     * Moves money in one transaction: reads both balances, refuses to overdraw, writes both, and notes the transfer
     * under its name, so that it can be seen afterwards whether it has happened.
     *
     * @throws Refused if nothing of it has happened
     */
    void transfer(String name, int from, int to, long amount) throws Refused;

    /** All balances and the names of all transfers, in one transaction. */
    State audit() throws Refused;

    @Override
    void close();

    /**
     * What an audit found.
     *
     * @param balances by account
     * @param transfers the names of those that have happened
     */
    record State(List<Long> balances, Set<String> transfers) {
        public State {
            balances = List.copyOf(balances);
            transfers = Set.copyOf(transfers);
        }
    }
}
