package io.itemql.tck.oracle;

import java.util.List;
import java.util.Optional;

/** A statement that changes tables, as parsed. RETURNING is not kept. */
sealed interface Change {
    String table();

    /**
     * @param keys the partition key and the sort key; empty if the statement names none
     * @param declared the other columns, in order
     * @param moments whether one of them is declared as a date or time, of which nothing is known here
     */
    record CreateTable(String table, boolean ifNotExists, List<String> keys, List<String> declared, boolean moments)
            implements Change {}

    record DropTable(String table) implements Change {}

    record CreateView(Query.Named view) implements Change {
        @Override
        public String table() {
            return view.name();
        }
    }

    /**
     * @param overwrites false for INSERT
     * @param columns empty where whole items are given
     */
    record Put(String table, boolean overwrites, List<String> columns, Rows rows) implements Change {}

    /** What a put writes: whole items, rows of terms, or the rows of a query. */
    record Rows(List<Term> items, List<List<Term>> rows, Optional<Query> query) {}

    record Update(String table, String alias, List<Assignment> assignments, Optional<Term> where) implements Change {}

    /** @param value absent for REMOVE */
    record Assignment(Term path, Optional<Term> value) {}

    record Delete(String table, String alias, Optional<Term> where) implements Change {}
}
