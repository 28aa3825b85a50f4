package io.itemql.tck.history;

import java.util.List;

/** What a transaction did to a list, and what it was told. */
public sealed interface Operation {
    /** Which list. */
    String key();

    /**
     * A value was put behind the others.
     *
     * @param value no other transaction appends the same value to the list
     */
    record Append(String key, long value) implements Operation {}

    /**
     * The list was read.
     *
     * @param values what was found; empty if there was no such list
     */
    record Read(String key, List<Long> values) implements Operation {
        public Read {
            values = List.copyOf(values);
        }
    }
}
