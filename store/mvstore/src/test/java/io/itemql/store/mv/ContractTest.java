package io.itemql.store.mv;

import io.itemql.store.ItemStore;
import io.itemql.store.StoreAddress;
import io.itemql.store.mv.file.DiskDirectory;
import io.itemql.tck.store.IndexContract;
import io.itemql.tck.store.IndexOperationsContract;
import io.itemql.tck.store.IndexedTransactionContract;
import io.itemql.tck.store.ItemOperationsContract;
import io.itemql.tck.store.ItemStoreContract;
import io.itemql.tck.store.LimitContract;
import io.itemql.tck.store.ModelContract;
import io.itemql.tck.store.StoreSource;
import io.itemql.tck.store.TransactOperationsContract;
import io.itemql.tck.store.TransactionContract;
import io.itemql.tck.store.TransactionModelContract;
import io.itemql.tck.store.WriteOperationsContract;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/**
 * The store contracts, in memory and on disk; on disk with partitions and segments so small that they change all the
 * time.
 */
final class ContractTest {
    @TempDir
    private Path directory;

    private static final class InMemory implements StoreSource {
        @Override
        public ItemStore open() {
            return new MvItemStoreProvider().open(new StoreAddress("mem", "contract"), Map.of());
        }

        @Override
        public ItemStore reopen(ItemStore old) {
            return old;
        }
    }

    private final class OnDisk implements StoreSource {
        @Override
        public ItemStore open() {
            return Recovery.open(
                    new DiskDirectory(directory),
                    StoreOptions.defaults()
                            .withSegmentBytes(50_000)
                            .withPartitionBytes(10_000)
                            .withCheckpointBytes(100_000));
        }

        @Override
        public ItemStore reopen(ItemStore old) {
            old.close();
            return open();
        }
    }

    @Nested
    final class StoreInMemory extends ItemStoreContract {
        @Override
        protected StoreSource source() {
            return new InMemory();
        }
    }

    @Nested
    final class StoreOnDisk extends ItemStoreContract {
        @Override
        protected StoreSource source() {
            return new OnDisk();
        }
    }

    @Nested
    final class IndexesInMemory extends IndexContract {
        @Override
        protected StoreSource source() {
            return new InMemory();
        }
    }

    @Nested
    final class IndexesOnDisk extends IndexContract {
        @Override
        protected StoreSource source() {
            return new OnDisk();
        }
    }

    @Nested
    final class IndexReadsInMemory extends IndexOperationsContract {
        @Override
        protected StoreSource source() {
            return new InMemory();
        }
    }

    @Nested
    final class ModelInMemory extends ModelContract {
        @Override
        protected StoreSource source() {
            return new InMemory();
        }
    }

    @Nested
    final class ModelOnDisk extends ModelContract {
        @Override
        protected StoreSource source() {
            return new OnDisk();
        }
    }

    @Nested
    final class ReadsInMemory extends ItemOperationsContract {
        @Override
        protected StoreSource source() {
            return new InMemory();
        }
    }

    @Nested
    final class WritesInMemory extends WriteOperationsContract {
        @Override
        protected StoreSource source() {
            return new InMemory();
        }
    }

    @Nested
    final class TransactionsInMemory extends TransactOperationsContract {
        @Override
        protected StoreSource source() {
            return new InMemory();
        }
    }

    @Nested
    final class TransactionsOnDisk extends TransactOperationsContract {
        @Override
        protected StoreSource source() {
            return new OnDisk();
        }
    }

    @Nested
    final class OwnTransactionsInMemory extends TransactionContract {
        @Override
        protected StoreSource source() {
            return new InMemory();
        }
    }

    @Nested
    final class OwnTransactionsOnDisk extends TransactionContract {
        @Override
        protected StoreSource source() {
            return new OnDisk();
        }
    }

    @Nested
    final class IndexedTransactionsInMemory extends IndexedTransactionContract {
        @Override
        protected StoreSource source() {
            return new InMemory();
        }
    }

    @Nested
    final class IndexedTransactionsOnDisk extends IndexedTransactionContract {
        @Override
        protected StoreSource source() {
            return new OnDisk();
        }
    }

    @Nested
    final class ModelOfTransactionsInMemory extends TransactionModelContract {
        @Override
        protected StoreSource source() {
            return new InMemory();
        }
    }

    @Nested
    final class ModelOfTransactionsOnDisk extends TransactionModelContract {
        @Override
        protected StoreSource source() {
            return new OnDisk();
        }
    }

    @Nested
    final class LimitsInMemory extends LimitContract {
        @Override
        protected StoreSource source() {
            return new InMemory();
        }
    }
}
