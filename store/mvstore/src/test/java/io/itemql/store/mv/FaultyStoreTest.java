package io.itemql.store.mv;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.itemql.tck.store.TransactionModelContract;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The model of transactions must find what a store does wrong; otherwise its agreement with a store means nothing. */
final class FaultyStoreTest {
    private static final int STEPS = 8_000;
    private static final long SEED = Long.getLong("seed", 1);

    @ParameterizedTest
    @EnumSource(value = TransactionFault.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void everyFaultIsFound(TransactionFault fault) {
        try (FaultyStore store = new FaultyStore(fault)) {
            AssertionError found =
                    assertThrows(AssertionError.class, () -> TransactionModelContract.compare(store, SEED, STEPS));
            // A difference, not an accident of the faulty store.
            assertInstanceOf(AssertionError.class, found.getCause());
        }
    }

    @Test
    void noneIsFoundWhereThereIsNone() {
        try (FaultyStore store = new FaultyStore(TransactionFault.NONE)) {
            TransactionModelContract.compare(store, SEED, STEPS);
        }
    }
}
