package io.itemql.sql.general.translate;

import io.itemql.plan.access.BatchGetPlan;
import io.itemql.plan.access.GetPlan;
import io.itemql.plan.access.QueryPlan;
import io.itemql.plan.access.ReadChoice;

/**
 * How many rows to expect. Counts of tables are exact; how many rows a condition lets through is a guess, and only has to
 * be good enough to tell a look-up from a scan.
 */
final class Estimates {
    /** What one condition other than a key's leaves. */
    private static final double CONDITION = 0.25;

    private Estimates() {}

    static double filtered(double rows, int conditions) {
        return Math.max(1, rows * Math.pow(CONDITION, conditions));
    }

    /** The rows of a read of a table. */
    static double of(ReadChoice choice, long items, int filters) {
        if (choice.access() instanceof GetPlan) {
            return 1;
        }
        if (choice.access() instanceof BatchGetPlan batch) {
            return batch.keys().size();
        }
        if (choice.access() instanceof QueryPlan query) {
            // Collections of items are taken to be as large as there are many of them.
            return filtered(Math.sqrt((double) items) * query.partitions().size(), filters);
        }
        return choice.access().inputs().isEmpty() && items > 0 ? filtered((double) items, filters) : 1;
    }

    /** The rows of an inner join by equality: each row of the smaller side meets a few of the other. */
    static double joined(double left, double right, boolean byEquality) {
        return byEquality ? Math.max(left, right) : left * right;
    }
}
