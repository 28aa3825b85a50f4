package io.itemql.store.mv.index;

/**
 * How far an index is built: all items whose key bytes are not behind a position have their entries. It moves inside
 * the gate, so a checkpoint saves it together with the entries that it speaks of. Safe for use by several threads.
 */
public final class BuildProgress {
    /** A position together with how many items lie before it. */
    private static final class Step {
        private final byte[] position;
        private final long items;
        private final boolean complete;

        Step(byte[] position, long items, boolean complete) {
            this.position = position;
            this.items = items;
            this.complete = complete;
        }
    }

    private static final byte[] BEGINNING = {};

    private volatile Step step;

    private BuildProgress(Step step) {
        this.step = step;
    }

    /** Of an index that has nothing to build. */
    public static BuildProgress complete() {
        return new BuildProgress(new Step(BEGINNING, 0, true));
    }

    /** Of an index that nothing has been built of. */
    public static BuildProgress none() {
        return at(BEGINNING, 0);
    }

    /**
     * Of an index that has been built up to a position.
     *
     * @param items how many items have been looked at
     */
    public static BuildProgress at(byte[] position, long items) {
        return new BuildProgress(new Step(position, items, false));
    }

    public boolean isComplete() {
        return step.complete;
    }

    /** The key bytes of the last item that has been looked at; empty before the first. */
    public byte[] position() {
        return step.position;
    }

    /** How many items have been looked at. */
    public long items() {
        return step.items;
    }

    void advance(byte[] position, long items) {
        step = new Step(position, step.items + items, false);
    }

    /** Says that all items have been looked at. */
    public void finish() {
        step = new Step(step.position, step.items, true);
    }
}
