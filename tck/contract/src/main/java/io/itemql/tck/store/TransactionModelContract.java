package io.itemql.tck.store;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.itemql.store.ItemStore;
import java.util.Random;
import java.util.function.UnaryOperator;
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

    /**
     * Takes steps on a store in memory until something differs from the model. So a test can show that what a store does
     * wrong is found.
     *
     * @throws AssertionError at the first difference
     */
    public static void compare(ItemStore store, long seed, int steps) {
        run(store, same -> same, seed, steps);
    }

    private static TransactionModelRun run(ItemStore store, UnaryOperator<ItemStore> reopen, long seed, int steps) {
        TransactionModelRun run = new TransactionModelRun(store, reopen, new ModelRandom(new Random(seed)));
        try {
            run.run(steps);
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError("-Dseed=" + seed + "; the last steps:\n" + run.lastSteps(), e);
        }
        return run;
    }

    @Test
    void randomTransactionsAgreeWithTheModel() {
        long seed = Long.getLong("seed", System.nanoTime());
        TransactionModelRun run = run(
                store(),
                old -> {
                    reopenStore();
                    return store();
                },
                seed,
                Integer.getInteger("steps", STEPS));
        assertTrue(run.committed() > 50, () -> "-Dseed=" + seed + ": commits " + run.committed());
        assertTrue(run.refused() > 5, () -> "-Dseed=" + seed + ": conflicts " + run.refused());
    }
}
