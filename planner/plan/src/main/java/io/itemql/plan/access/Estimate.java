package io.itemql.plan.access;

import java.util.Locale;

/**
 * What an access is expected to read and give.
 *
 * @param examined items that the store looks at
 * @param rows rows that pass the filter
 * @param readUnits what that costs
 */
public record Estimate(double examined, double rows, double readUnits) {
    /** From here on halves are not shown. */
    private static final long WHOLE_MIN = 10;
    /** The least that reading anything costs, with eventual consistency. */
    private static final double READ_UNITS_MIN = 0.5;

    /** The same with fewer rows, as a filter above leaves. */
    public Estimate filtered(int conditions) {
        return new Estimate(examined, Estimator.filtered(rows, conditions), readUnits);
    }

    /** The same for a reader that stops after so many rows. */
    public Estimate limited(double rowsMax) {
        if (rowsMax >= rows) {
            return this;
        }
        double share = rowsMax / rows;
        return new Estimate(
                examined * share, rowsMax, Math.max(Math.min(readUnits, READ_UNITS_MIN), readUnits * share));
    }

    /** {@code ~12 rows, 1.5 read units}, as EXPLAIN shows it. */
    @Override
    public String toString() {
        long wholeRows = Math.round(rows);
        return "~" + wholeRows + (wholeRows == 1 ? " row, " : " rows, ") + units() + " read units";
    }

    /** Halves as long as they matter. */
    private String units() {
        double halves = Math.ceil(readUnits * 2) / 2;
        return halves < WHOLE_MIN && halves != Math.rint(halves)
                ? String.format(Locale.ROOT, "%.1f", halves)
                : Long.toString(Math.round(Math.ceil(readUnits)));
    }
}
