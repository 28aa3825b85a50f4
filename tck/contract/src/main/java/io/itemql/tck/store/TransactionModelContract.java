package io.itemql.tck.store;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Random steps of several open transactions on a store and on a naive model: both levels, savepoints, rollbacks, atomic
 * batches, condition checks, reads through indexes, views that must not move, writes outside of transactions, indexes and
 * tables that come and go meanwhile, checkpoints, and opening again. What every read shows and whether every commit
 * succeeds is compared.
 *
 * <p>{@code -Dseed=} replays a run, {@code -Dsteps=} makes it longer.
 */
public abstract class TransactionModelContract extends StoreContract {
    private static final int STEPS = 8_000;

    @Test
    void randomTransactionsAgreeWithTheModel() {
        long seed = Long.getLong("seed", System.nanoTime());
        TransactionModelRun run = new TransactionModelRun(
                store(),
                old -> {
                    reopenStore();
                    return store();
                },
                new ModelRandom(new Random(seed)));
        try {
            run.run(Integer.getInteger("steps", STEPS));
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError("-Dseed=" + seed + "; the last steps:\n" + run.lastSteps(), e);
        }
        assertTrue(run.committed() > 50, () -> "-Dseed=" + seed + ": commits " + run.committed());
        assertTrue(run.refused() > 5, () -> "-Dseed=" + seed + ": conflicts " + run.refused());
    }
}
