package io.itemql.tck.store;

import static org.junit.jupiter.api.Assertions.assertThrows;

import io.itemql.store.ItemStore;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The model must find what a store does wrong; otherwise its agreement with other stores means nothing. */
class ModelRunTest {
    @ParameterizedTest
    @EnumSource(value = Fault.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void everyFaultIsFound(Fault fault) {
        try (ItemStore store = new ReferenceStore(fault)) {
            ModelRun run = new ModelRun(
                    store,
                    old -> {
                        ((ReferenceStore) old).reopened();
                        return old;
                    },
                    new ModelRandom(new Random(1)));
            assertThrows(AssertionError.class, () -> run.run(20_000));
        }
    }
}
