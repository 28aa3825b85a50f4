package io.itemql.store.mv;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.itemql.store.mv.file.FragileDirectory;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Every single write, force, truncation and change of the directory fails once, the process dies or the power goes, and the
 * store is opened again: everything acknowledged is there, nothing is half there, and the counts are true.
 */
final class CrashTest {
    private static final long SEED = Long.getLong("seed", System.nanoTime());

    /** Every build takes another fifth of the operations; {@code -Ditemql.crash=all} takes all. */
    private static final int STRIDE = System.getProperty("itemql.crash", "some").equals("all") ? 1 : 5;

    /** What happens at the operation that fails. */
    private enum Fate {
        KILLED,
        POWER_LOST,
        FAILED_ONCE
    }

    @Test
    void killedAtEveryOperation() {
        crashAtEveryOperation(Fate.KILLED);
    }

    @Test
    void withoutPowerFromEveryOperationOn() {
        crashAtEveryOperation(Fate.POWER_LOST);
    }

    @Test
    void everyOperationFailsOnce() {
        crashAtEveryOperation(Fate.FAILED_ONCE);
    }

    private static void crashAtEveryOperation(Fate fate) {
        long n = 1 + Math.floorMod(SEED, (long) STRIDE);
        while (crashAt(n, fate)) {
            n += STRIDE;
        }
        assertTrue(n > 100, "the script has only " + n + " operations");
    }

    /** Runs the script until its n-th operation fails; false if it is over before. */
    private static boolean crashAt(long n, Fate fate) {
        FragileDirectory directory = new FragileDirectory(new Random(SEED + n));
        directory.failAt(n, fate == Fate.FAILED_ONCE);
        Script script = new Script(new Random(SEED));
        try {
            script.run(directory);
            boolean crashed = directory.hasFailed();
            FragileDirectory next = fate == Fate.POWER_LOST ? directory.afterPowerLoss() : directory.afterKill();
            script.checkReopened(next);
            return crashed;
        } catch (RuntimeException | AssertionError e) {
            return fail("-Dseed=" + SEED + ", operation " + n + ", " + fate, e);
        }
    }

    @Test
    void scriptEndsAsTheModelSays() {
        FragileDirectory directory = new FragileDirectory(new Random(SEED));
        Script script = new Script(new Random(SEED));
        script.run(directory);
        script.checkReopened(directory.afterKill());
    }
}
