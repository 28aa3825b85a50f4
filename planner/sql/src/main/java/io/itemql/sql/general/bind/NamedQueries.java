package io.itemql.sql.general.bind;

import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlNode;

/**
 * The queries of WITH clauses that can be seen at some place, innermost first. A query sees those that were named before
 * it. Immutable; {@code null} ends the chain.
 *
 * @param columns the names that the clause gives to the columns; empty if it gives none
 * @param before what the query itself can see
 */
record NamedQueries(String name, SqlNode query, List<String> columns, NamedQueries before) {
    /** The query of a name. */
    static Optional<NamedQueries> find(NamedQueries from, String name) {
        for (NamedQueries at = from; at != null; at = at.before) {
            if (at.name.equals(name)) {
                return Optional.of(at);
            }
        }
        return Optional.empty();
    }
}
