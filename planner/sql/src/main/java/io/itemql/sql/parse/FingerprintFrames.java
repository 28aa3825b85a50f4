package io.itemql.sql.parse;

/**
 * The open brackets of a statement that a {@link FingerprintScanner} is in: what each is for, the clause that is being
 * read inside it, and whether its literals are to stay because the bracket stands in a select list or the like.
 * The statement itself is the outermost frame.
 */
final class FingerprintFrames {
    // What a bracket is for.

    /** Grouping, the arguments of a call, a sub-query. */
    static final byte GROUP = 0;

    /** A list of values: of IN, a row, a list literal. */
    static final byte VALUES_LIST = 1;

    /** A tuple of an item that is inserted. */
    static final byte TUPLE = 2;

    /** A step of a path. */
    static final byte STEP = 3;

    /** A bag whose elements stay. */
    static final byte BAG = 4;

    /** A bag of items that are inserted. */
    static final byte BAG_OF_VALUES = 5;

    // Which clause is being read.

    /** One in which nothing is lifted. */
    static final int PLAIN = 0;

    /** WHERE or ON. */
    static final int CONDITION = 1;

    /** SET. */
    static final int ASSIGNMENTS = 2;

    /** VALUES, or an item. */
    static final int ROWS = 3;

    /** One in which nothing is lifted, not even inside brackets: its text must stay equal to another clause's. */
    static final int FROZEN = 4;

    private static final int DEPTH_MAX = 64;

    private final byte[] kinds = new byte[DEPTH_MAX];
    private final byte[] clauses = new byte[DEPTH_MAX];
    private final boolean[] frozen = new boolean[DEPTH_MAX];
    private int depth;

    int depth() {
        return depth;
    }

    boolean full() {
        return depth + 1 == DEPTH_MAX;
    }

    byte kind() {
        return kinds[depth];
    }

    void kind(byte kind) {
        kinds[depth] = kind;
    }

    int clause() {
        return clauses[depth];
    }

    void clause(int clause) {
        clauses[depth] = (byte) clause;
    }

    int outerClause() {
        return clauses[0];
    }

    boolean frozen() {
        return frozen[depth];
    }

    void push(byte kind, int clause) {
        boolean freezes = frozen[depth] || clauses[depth] == FROZEN;
        depth++;
        kinds[depth] = kind;
        clauses[depth] = (byte) clause;
        frozen[depth] = freezes;
    }

    void pop() {
        depth--;
    }
}
