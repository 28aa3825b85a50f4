package io.itemql.jdbc.internal.statement;

import io.itemql.jdbc.internal.failure.SqlExceptions;
import java.sql.SQLWarning;
import java.util.List;

/** A chain of warnings, as JDBC wants them. Thread-safe. */
public final class Warnings {
    private SQLWarning first;

    /** Adds a warning at the end. */
    public synchronized void add(String text) {
        SQLWarning warning = SqlExceptions.warning(text);
        if (first == null) {
            first = warning;
        } else {
            first.setNextWarning(warning);
        }
    }

    /** Adds several. */
    public void addAll(List<String> texts) {
        texts.forEach(this::add);
    }

    /** The first warning, from which the others hang; {@code null} if there is none. */
    public synchronized SQLWarning first() {
        return first;
    }

    /** Forgets all. */
    public synchronized void clear() {
        first = null;
    }
}
