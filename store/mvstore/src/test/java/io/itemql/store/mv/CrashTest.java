package io.itemql.store.mv;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.itemql.store.mv.file.FragileDirectory;
import io.itemql.store.mv.file.FragileDirectory.Failure;
import io.itemql.store.mv.file.FragileDirectory.Loss;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A write, force, truncation or change of the directory fails, the process dies, the power goes or the disk is full,
 * and the store is opened again: everything acknowledged is there, nothing is half there, rows, counts and indexes
 * agree. The files are judged before and after by a reader that shares no code with the engine.
 *
 * <p>Every build takes other operations, as many as {@code -Ditemql.crashes} says over all fates, 150 unless told
 * otherwise; {@code -Ditemql.crashes=all} takes every operation with every fate.
 */
final class CrashTest {
    private static final long SEED = Long.getLong("seed", System.nanoTime());
    private static final String CRASHES = System.getProperty("itemql.crashes", "150");

    /** What happens at the operation that fails. */
    private enum Fate {
        KILLED(Failure.EVERYTHING),
        UNFORCED_DROPPED(Failure.EVERYTHING),
        LAST_WRITE_TORN(Failure.EVERYTHING),
        UNFORCED_REORDERED(Failure.EVERYTHING),
        FAILED_ONCE(Failure.ONCE),
        DISK_FULL(Failure.SPACE);

        private final Failure failure;

        Fate(Failure failure) {
            this.failure = failure;
        }

        FragileDirectory next(FragileDirectory crashed) {
            return switch (this) {
                case KILLED, FAILED_ONCE, DISK_FULL -> crashed.afterKill();
                case UNFORCED_DROPPED -> crashed.afterPowerLoss(Loss.DROPPED);
                case LAST_WRITE_TORN -> crashed.afterPowerLoss(Loss.LAST_TORN);
                case UNFORCED_REORDERED -> crashed.afterPowerLoss(Loss.REORDERED);
            };
        }
    }

    @ParameterizedTest
    @EnumSource(Fate.class)
    void nothingIsLostWhereverItHappens(Fate fate) {
        long operations = operationsWithoutACrash();
        assertTrue(operations > 300, "the script has only " + operations + " operations");
        long crashes = CRASHES.equals("all") ? operations : Long.parseLong(CRASHES) / Fate.values().length;
        double stride = (double) operations / crashes;
        double first = new Random(SEED + fate.name().hashCode()).nextDouble() * stride;
        for (int i = 0; i < crashes; i++) {
            crashAt(1 + (long) (first + i * stride), fate);
        }
    }

    private static long operationsWithoutACrash() {
        FragileDirectory directory = new FragileDirectory(new Random(SEED));
        directory.failAt(Long.MAX_VALUE, Failure.EVERYTHING);
        new Script(new Random(SEED)).run(directory);
        return directory.operations();
    }

    private static void crashAt(long n, Fate fate) {
        FragileDirectory directory = new FragileDirectory(new Random(SEED + n));
        directory.failAt(n, fate.failure);
        Script script = new Script(new Random(SEED));
        try {
            script.run(directory);
            script.checkReopened(fate.next(directory));
        } catch (RuntimeException | AssertionError e) {
            fail("-Dseed=" + SEED + ", operation " + n + ", " + fate, e);
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
