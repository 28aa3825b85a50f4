package io.itemql.sql.general.translate;

import io.itemql.plan.access.Estimator;
import io.itemql.plan.access.ReadChoice;
import io.itemql.plan.access.ReadPlan;
import io.itemql.store.TableStatistics;

/**
 * How many rows to expect. Counts of tables are exact; how many rows a condition lets through is a guess, and only has
 * to be good enough to tell a look-up from a scan.
 */
final class Estimates {
    /** How many rows a recursion, or a round of one, is taken to have. */
    static final double RECURSION = 20;

    private Estimates() {}

    static double filtered(double rows, int conditions) {
        return Math.max(1, Estimator.filtered(rows, conditions));
    }

    /** The rows of a read of a table. */
    static double of(ReadChoice choice, TableStatistics table, int filters) {
        return choice.access() instanceof ReadPlan read ? filtered(Estimator.examined(read, table), filters) : 1;
    }

    /** The rows of an inner join by equality: each row of the smaller side meets a few of the other. */
    static double joined(double left, double right, boolean byEquality) {
        return byEquality ? Math.max(left, right) : left * right;
    }
}
