package io.itemql.tck.sql.replay;

import java.util.Map;

/**
 * What became of one case.
 *
 * @param verdict null if the case was skipped
 * @param stored how the stored items differ from what they should be; empty if they do not
 */
record Outcome(Comparison.Verdict verdict, Map<?, ?> expected, Map<?, ?> actual, String stored) {
    static Outcome skipped() {
        return new Outcome(null, Map.of(), Map.of(), "");
    }

    boolean isSkipped() {
        return verdict == null;
    }

    boolean isRight() {
        return isSkipped() || (verdict.isRight() && stored.isEmpty());
    }

    /** For people: what was wanted and what came. */
    String explanation() {
        return "    expected: " + Comparison.normal(expected) + "\n    actual:   " + Comparison.normal(actual) + stored;
    }
}
