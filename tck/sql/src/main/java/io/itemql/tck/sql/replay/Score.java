package io.itemql.tck.sql.replay;

import java.util.Locale;

/** Counts outcomes, whole and by part. */
final class Score {
    private int passed;
    private int failed;
    private int skipped;
    private final int[] right = new int[5];
    private final int[] all = new int[5];

    void add(Outcome outcome, boolean changes) {
        if (outcome.isSkipped()) {
            skipped++;
            return;
        }
        if (outcome.isRight()) {
            passed++;
        } else {
            failed++;
        }
        count(0, outcome.verdict().rows);
        count(1, outcome.verdict().type);
        count(2, outcome.verdict().text);
        count(3, outcome.verdict().place);
        if (changes) {
            count(4, outcome.stored().isEmpty());
        }
    }

    private void count(int part, Boolean verdict) {
        if (verdict != null) {
            all[part]++;
            right[part] += verdict ? 1 : 0;
        }
    }

    int failed() {
        return failed;
    }

    int passed() {
        return passed;
    }

    /** The share of a part that is right, of 1; 1 if there is none. */
    double rows() {
        return all[0] == 0 ? 1 : (double) right[0] / all[0];
    }

    @Override
    public String toString() {
        String[] names = {"rows", "error types", "texts", "places", "stored items"};
        StringBuilder text = new StringBuilder();
        for (int part = 0; part < names.length; part++) {
            double share = all[part] == 0 ? 100 : 100.0 * right[part] / all[part];
            text.append(
                    String.format(Locale.ROOT, "%s: %d of %d (%.1f %%)%n", names[part], right[part], all[part], share));
        }
        return text + String.format("%d passed, %d failed, %d skipped", passed, failed, skipped);
    }
}
