package io.itemql.plan.join;

import io.itemql.plan.expression.ArrayRow;

/** A kept row of the right side, and whether any left row has matched it. */
final class BuildRow {
    private final ArrayRow row;
    private boolean matched;

    BuildRow(ArrayRow row) {
        this.row = row;
    }

    ArrayRow row() {
        return row;
    }

    boolean isMatched() {
        return matched;
    }

    void setMatched() {
        matched = true;
    }
}
