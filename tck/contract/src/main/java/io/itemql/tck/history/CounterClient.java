package io.itemql.tck.history;

/** A client of a store that keeps one counter. Used by one thread; the failures it may throw end a run. */
public interface CounterClient extends AutoCloseable {
    /** The counter now. */
    long read();

    /**
     * Sets the counter under the condition that it is still what it was.
     *
     * @throws Refused if it is not
     */
    void set(long before, long after) throws Refused;

    @Override
    void close();
}
