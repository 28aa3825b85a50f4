package io.itemql.sql.cache;

import io.itemql.plan.operator.SessionOptions;
import java.util.Objects;

/**
 * What a plan depends on beside the tables: the text, and the options that a planner looks at. Options that only an
 * execution looks at are not part of it, so that connections share plans.
 */
public final class PlanKey {
    private final String text;
    private final boolean strict;
    private final boolean keyAccess;
    private final SessionOptions.ScanPolicy scan;
    private final int hash;

    /**
     * @param text the statement, or what it has in common with those that differ in literals only
     */
    public PlanKey(String text, SessionOptions options) {
        this.text = Objects.requireNonNull(text, "text");
        this.strict = options.strict();
        this.keyAccess = options.keyAccess();
        this.scan = options.scan();
        // Of the policy only what is cheap: the hash of a record is made up of method handles when it is first asked
        // for.
        int policy = 31 * scan.mode().hashCode() + Long.hashCode(scan.itemsMax());
        this.hash = 31 * (31 * text.hashCode() + policy) + (strict ? 1 : 0) + (keyAccess ? 2 : 0);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PlanKey that
                && hash == that.hash
                && strict == that.strict
                && keyAccess == that.keyAccess
                && scan.mode() == that.scan.mode()
                && scan.itemsMax() == that.scan.itemsMax()
                && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return text;
    }
}
