package io.itemql.plan.value;

import java.time.DateTimeException;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;

/**
 * The years of dates and timestamps: 0001 to 9999, as in the SQL standard. Those of other years have signs and more digits
 * as ISO-8601 text, and such texts do not sort by time; the classes of java.sql show them as years that they are not.
 */
public final class Years {
    /** What messages tell. */
    public static final String EXPECTED = "one of the years 0001 to 9999";

    private static final int FIRST = 1;
    private static final int LAST = 9999;

    private Years() {}

    /** Whether a date or date-time is of these years. */
    public static boolean have(TemporalAccessor moment) {
        int year = moment.get(ChronoField.YEAR);
        return year >= FIRST && year <= LAST;
    }

    /** @throws DateTimeException if a date or date-time is of another year */
    static <T extends TemporalAccessor> T checked(T moment) {
        if (!have(moment)) {
            throw new DateTimeException(moment + " is none of the years 0001 to 9999");
        }
        return moment;
    }
}
