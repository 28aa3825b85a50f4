package io.itemql.sql.general.bind;

import io.itemql.plan.operator.WorkingTable;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlNode;

/**
 * The queries of WITH clauses that can be seen at some place, innermost first. A query sees those that were named
 * before it. {@code null} ends the chain.
 *
 * @param columns the names that the clause gives to the columns; empty if it gives none
 * @param self the rows of a recursive query, where it is planned already; {@code null} for any other query
 * @param before what the query itself can see
 */
record NamedQueries(String name, SqlNode query, List<String> columns, Self self, NamedQueries before) {
    /** Rows that are planned, and whether something uses them. */
    static final class Self {
        private final PlannedRows rows;
        private boolean used;

        Self(PlannedRows rows) {
            this.rows = rows;
        }

        PlannedRows use() {
            used = true;
            return rows;
        }

        boolean isUsed() {
            return used;
        }
    }

    /** With one more query. */
    static NamedQueries of(String name, SqlNode query, List<String> columns, NamedQueries before) {
        return new NamedQueries(name, query, columns, null, before);
    }

    /** With a recursive query as its own step sees it: its name stands for the rows of the last round. */
    static NamedQueries recursive(String name, SqlNode query, List<String> columns, Self self, NamedQueries before) {
        return new NamedQueries(name, query, columns, self, before);
    }

    /** With a recursive query as the rest of the statement sees it. */
    static NamedQueries planned(
            String name, SqlNode query, List<String> columns, PlannedRows rows, NamedQueries before) {
        return new NamedQueries(name, query, columns, new Self(rows), before);
    }

    /** True in the step of a recursive query, for the query itself. */
    boolean isWorking() {
        return self != null && self.rows.operator() instanceof WorkingTable;
    }

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
