package io.itemql.jdbc.internal.statement;

import java.sql.Statement;

/** Counts as JDBC's older methods want them. */
final class Counts {
    private Counts() {}

    /** The count, or {@link Statement#SUCCESS_NO_INFO} if an int is too small for it. */
    static int toInt(long count) {
        return count > Integer.MAX_VALUE ? Statement.SUCCESS_NO_INFO : (int) count;
    }

    static int[] toInts(long[] counts) {
        int[] ints = new int[counts.length];
        for (int i = 0; i < counts.length; i++) {
            ints[i] = toInt(counts[i]);
        }
        return ints;
    }
}
