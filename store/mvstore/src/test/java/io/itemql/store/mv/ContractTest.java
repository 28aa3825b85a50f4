package io.itemql.store.mv;

import io.itemql.store.ItemStore;
import io.itemql.store.StoreAddress;
import io.itemql.store.mv.file.DiskDirectory;
import io.itemql.tck.store.IndexContract;
import io.itemql.tck.store.IndexOperationsContract;
import io.itemql.tck.store.IndexedTransactionContract;
import io.itemql.tck.store.ItemOperationsContract;
import io.itemql.tck.store.ItemStoreContract;
import io.itemql.tck.store.ModelContract;
import io.itemql.tck.store.TransactOperationsContract;
import io.itemql.tck.store.TransactionContract;
import io.itemql.tck.store.WriteOperationsContract;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** The store contracts, in memory and on disk; on disk with partitions and segments so small that they change all the time. */
final class ContractTest {
    @TempDir
    private Path directory;

    private static ItemStore inMemory() {
        return new MvItemStoreProvider().open(new StoreAddress("mem", "contract"), Map.of());
    }

    private ItemStore onDisk() {
        return Recovery.open(
                new DiskDirectory(directory),
                StoreOptions.defaults()
                        .withSegmentBytes(50_000)
                        .withPartitionBytes(10_000)
                        .withCheckpointBytes(100_000));
    }

    private ItemStore reopened(ItemStore old) {
        old.close();
        return onDisk();
    }

    @Nested
    final class StoreInMemory extends ItemStoreContract {
        @Override
        protected ItemStore open() {
            return inMemory();
        }

        @Override
        protected ItemStore reopen(ItemStore old) {
            return old;
        }
    }

    @Nested
    final class StoreOnDisk extends ItemStoreContract {
        @Override
        protected ItemStore open() {
            return onDisk();
        }

        @Override
        protected ItemStore reopen(ItemStore old) {
            return reopened(old);
        }
    }

    @Nested
    final class IndexesInMemory extends IndexContract {
        @Override
        protected ItemStore open() {
            return inMemory();
        }

        @Override
        protected ItemStore reopen(ItemStore old) {
            return old;
        }
    }

    @Nested
    final class IndexesOnDisk extends IndexContract {
        @Override
        protected ItemStore open() {
            return onDisk();
        }

        @Override
        protected ItemStore reopen(ItemStore old) {
            return reopened(old);
        }
    }

    @Nested
    final class IndexReadsInMemory extends IndexOperationsContract {
        @Override
        protected ItemStore open() {
            return inMemory();
        }

        @Override
        protected ItemStore reopen(ItemStore old) {
            return old;
        }
    }

    @Nested
    final class ModelInMemory extends ModelContract {
        @Override
        protected ItemStore open() {
            return inMemory();
        }

        @Override
        protected ItemStore reopen(ItemStore old) {
            return old;
        }
    }

    @Nested
    final class ModelOnDisk extends ModelContract {
        @Override
        protected ItemStore open() {
            return onDisk();
        }

        @Override
        protected ItemStore reopen(ItemStore old) {
            return reopened(old);
        }
    }

    @Nested
    final class ReadsInMemory extends ItemOperationsContract {
        @Override
        protected ItemStore open() {
            return inMemory();
        }

        @Override
        protected ItemStore reopen(ItemStore old) {
            return old;
        }
    }

    @Nested
    final class WritesInMemory extends WriteOperationsContract {
        @Override
        protected ItemStore open() {
            return inMemory();
        }

        @Override
        protected ItemStore reopen(ItemStore old) {
            return old;
        }
    }

    @Nested
    final class TransactionsInMemory extends TransactOperationsContract {
        @Override
        protected ItemStore open() {
            return inMemory();
        }

        @Override
        protected ItemStore reopen(ItemStore old) {
            return old;
        }
    }

    @Nested
    final class TransactionsOnDisk extends TransactOperationsContract {
        @Override
        protected ItemStore open() {
            return onDisk();
        }

        @Override
        protected ItemStore reopen(ItemStore old) {
            return reopened(old);
        }
    }

    @Nested
    final class OwnTransactionsInMemory extends TransactionContract {
        @Override
        protected ItemStore open() {
            return inMemory();
        }

        @Override
        protected ItemStore reopen(ItemStore old) {
            return old;
        }
    }

    @Nested
    final class OwnTransactionsOnDisk extends TransactionContract {
        @Override
        protected ItemStore open() {
            return onDisk();
        }

        @Override
        protected ItemStore reopen(ItemStore old) {
            return reopened(old);
        }
    }

    @Nested
    final class IndexedTransactionsInMemory extends IndexedTransactionContract {
        @Override
        protected ItemStore open() {
            return inMemory();
        }

        @Override
        protected ItemStore reopen(ItemStore old) {
            return old;
        }
    }

    @Nested
    final class IndexedTransactionsOnDisk extends IndexedTransactionContract {
        @Override
        protected ItemStore open() {
            return onDisk();
        }

        @Override
        protected ItemStore reopen(ItemStore old) {
            return reopened(old);
        }
    }
}
