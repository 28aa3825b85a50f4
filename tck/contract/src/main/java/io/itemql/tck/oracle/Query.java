package io.itemql.tck.oracle;

import java.util.List;
import java.util.Optional;

/**
 * A query as parsed.
 *
 * @param named the queries of WITH, each of which sees those before it
 * @param offset absent for none
 * @param limit absent for none
 * @param ties whether the rows that sort as the last one come as well
 */
record Query(
        List<Named> named, Body body, List<Order> order, Optional<Term> offset, Optional<Term> limit, boolean ties) {
    record Named(String name, List<String> columns, Query query) {}

    /** @param nullsFirst absent where the statement does not say */
    record Order(Term term, boolean descending, Optional<Boolean> nullsFirst) {}

    sealed interface Body {}

    /** {@code UNION}, {@code INTERSECT} or {@code EXCEPT}. */
    record SetOperation(String operator, boolean all, Body left, Body right) implements Body {}

    /** A query in parentheses, with an ORDER BY and a LIMIT of its own. */
    record Nested(Query query) implements Body {}

    record Values(List<List<Term>> rows) implements Body {}

    /**
     * @param on the terms of DISTINCT ON; none where there is no such clause
     * @param aggregated true if there is an aggregate function in it, not counting those of queries inside
     * @param from absent for a SELECT without FROM
     * @param groupAs what the rows of a group are called
     */
    record Select(
            boolean distinct,
            List<Term> on,
            boolean aggregated,
            List<Entry> entries,
            Optional<Source> from,
            Optional<Term> where,
            List<Key> groupBy,
            Optional<String> groupAs,
            Optional<Term> having)
            implements Body {}

    /** A term of GROUP BY. */
    record Key(Term term, Optional<String> alias) {}

    /** One entry of a select list. */
    sealed interface Entry {}

    /** {@code *} or {@code o.*}. */
    record Star(Optional<String> source) implements Entry {}

    record Column(Term term, Optional<String> alias) implements Entry {}

    /** What FROM reads. */
    sealed interface Source {}

    /** @param name a table, a table and an index with a dot between, or a named query */
    record Table(String name, String alias) implements Source {}

    record Derived(Query query, String alias, List<String> columns) implements Source {}

    /**
     * The elements of a list or set, of each row to the left.
     *
     * @param position the name under which the element's position can be used
     */
    record Elements(Term collection, String alias, Optional<String> position) implements Source {}

    /** @param condition absent for a comma or CROSS JOIN */
    record Join(boolean left, Source outer, Source inner, Optional<Term> condition) implements Source {}
}
