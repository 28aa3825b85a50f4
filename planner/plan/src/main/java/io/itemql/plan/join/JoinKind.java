package io.itemql.plan.join;

/** Which rows a join gives. */
public enum JoinKind {
    /** Pairs that match. */
    INNER(true, false, false),
    /** Pairs, and left rows without a match. */
    LEFT(true, true, false),
    /** Pairs, and right rows without a match. */
    RIGHT(true, false, true),
    /** Pairs, and rows of either side without a match. */
    FULL(true, true, true),
    /** Left rows that have a match, each once, without columns of the right. */
    SEMI(false, false, false),
    /** Left rows without a match, without columns of the right. */
    ANTI(false, true, false);

    private final boolean pairs;
    private final boolean unmatchedLeft;
    private final boolean unmatchedRight;

    JoinKind(boolean pairs, boolean unmatchedLeft, boolean unmatchedRight) {
        this.pairs = pairs;
        this.unmatchedLeft = unmatchedLeft;
        this.unmatchedRight = unmatchedRight;
    }

    /** Whether its rows have the columns of both sides. */
    public boolean givesPairs() {
        return pairs;
    }

    boolean givesUnmatchedLeft() {
        return unmatchedLeft;
    }

    boolean givesUnmatchedRight() {
        return unmatchedRight;
    }
}
