package io.itemql.tck.store;

import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Random operations on a store and on a naive model: writes with conditions, batches, gets, queries in both directions
 * with random ranges and pages, scans by segment, views that must not move, statistics, checkpoints, closing and
 * opening again, creating, altering and dropping tables. Every answer is compared.
 *
 * <p>{@code -Dseed=} replays a run, {@code -Dsteps=} makes it longer.
 */
public abstract class ModelContract extends StoreContract {
    private static final int STEPS = 6_000;

    @Test
    void randomOperationsAgreeWithTheModel() {
        long seed = Long.getLong("seed", System.nanoTime());
        ModelRun run = new ModelRun(
                store(),
                old -> {
                    reopenStore();
                    return store();
                },
                new ModelRandom(new Random(seed)));
        try {
            run.run(Integer.getInteger("steps", STEPS));
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError("-Dseed=" + seed + "; the last operations:\n" + run.lastOperations(), e);
        }
    }
}
