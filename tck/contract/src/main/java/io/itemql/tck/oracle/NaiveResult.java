package io.itemql.tck.oracle;

import io.itemql.item.AttributeValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a query may answer. Where rows are equal under ORDER BY, or there is none, any order among them is right, and
 * LIMIT may take any of them; so the result is held as groups of rows whose order is free.
 *
 * @param labels the names of the columns
 * @param ties all rows before LIMIT, group by group; without ORDER BY there is one group
 * @param from the position of the first row that LIMIT and OFFSET leave
 * @param to the position after the last one
 */
public record NaiveResult(List<String> labels, List<List<List<AttributeValue>>> ties, int from, int to) {
    /** One right answer: values by position, {@code null} is MISSING. */
    public List<List<AttributeValue>> rows() {
        return ties.stream().flatMap(List::stream).toList().subList(from, to);
    }

    /**
     * Judges an answer.
     *
     * @param actual rows in the order in which they came; Java's {@code null}, NULL and MISSING are alike
     * @return what is wrong with it; empty if it is one of the right answers
     */
    public Optional<String> difference(List<List<AttributeValue>> actual) {
        if (actual.size() != to - from) {
            return Optional.of("expected " + (to - from) + " rows " + text(rows()) + " but there are " + actual.size()
                    + " " + text(actual));
        }
        int position = 0;
        int at = 0;
        for (List<List<AttributeValue>> tie : ties) {
            int wanted = Math.min(position + tie.size(), to) - Math.max(position, from);
            position += tie.size();
            List<String> candidates = new ArrayList<>(text(tie));
            for (int i = 0; i < wanted; i++, at++) {
                String row = Values.canonical(actual.get(at));
                if (!candidates.remove(row)) {
                    return Optional.of("row " + (at + 1) + " is " + row + ", expected one of " + candidates
                            + "; all rows: " + text(actual));
                }
            }
        }
        return Optional.empty();
    }

    private static List<String> text(List<List<AttributeValue>> rows) {
        return rows.stream().map(Values::canonical).toList();
    }
}
