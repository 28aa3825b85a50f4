package io.itemql.tck.history;

import java.util.List;

/** A client of a store that keeps lists of numbers by name. Used by one thread; the failures it may throw end a run. */
public interface ListClient extends AutoCloseable {
    /** Begins a transaction. */
    void begin();

    /** The values of a list; empty if there is none. */
    List<Long> read(String key) throws Refused;

    /** Puts a value behind the others, as one statement or by reading the list and writing it. */
    void append(String key, long value) throws Refused;

    /** Returns when the transaction is durable. */
    void commit() throws Refused;

    /** Ends the transaction, also after a refusal. */
    void rollback();

    @Override
    void close();
}
