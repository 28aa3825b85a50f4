package io.itemql.jdbc.internal.statement;

import io.itemql.sql.LeftRows;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where the last results of a connection were left that {@code setMaxRows} has ended. Tools show the next page by the same
 * statement with a larger maximum, and pass over the rows that they have (DBeaver does): these are not read again then.
 * Places only, so nothing is held back in the store. Thread-safe.
 */
final class LeftPages {
    /** As many statements as a user may have open in tabs of one connection. */
    private static final int STATEMENTS_MAX = 8;

    private final Map<String, LeftRows> places = new LinkedHashMap<>();

    /** Notes where a result of a statement was left. */
    synchronized void add(String sql, LeftRows place) {
        places.remove(sql);
        places.put(sql, place);
        if (places.size() > STATEMENTS_MAX) {
            places.remove(places.keySet().iterator().next());
        }
    }

    /** Where a statement was left before it had given so many rows. */
    synchronized Optional<LeftRows> before(String sql, long rowsMax) {
        return Optional.ofNullable(places.get(sql)).filter(place -> place.count() < rowsMax);
    }
}
