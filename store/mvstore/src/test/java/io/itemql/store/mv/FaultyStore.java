package io.itemql.store.mv;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.store.Cancellation;
import io.itemql.store.Capability;
import io.itemql.store.Catalogue;
import io.itemql.store.IndexInfo;
import io.itemql.store.Isolation;
import io.itemql.store.ItemCursor;
import io.itemql.store.ItemRead;
import io.itemql.store.ItemStore;
import io.itemql.store.ReadView;
import io.itemql.store.TableInfo;
import io.itemql.store.TableStatistics;
import io.itemql.store.Transaction;
import io.itemql.store.Write;
import io.itemql.store.WriteBatch;
import io.itemql.store.WriteOutcome;
import io.itemql.table.IndexDefinition;
import io.itemql.table.TableDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A store in memory whose transactions have one fault. */
final class FaultyStore implements ItemStore {
    private static final int CONFLICTS_INVENTED = 5;

    private final ItemStore store = MvItemStore.inMemory("faulty");
    private final TransactionFault fault;
    private int commits;

    FaultyStore(TransactionFault fault) {
        this.fault = fault;
    }

    @Override
    public Transaction begin(Isolation isolation) {
        return new FaultyTransaction(isolation);
    }

    @Override
    public List<WriteOutcome> write(WriteBatch batch) {
        return store.write(
                fault == TransactionFault.SPLITS_BATCHES
                        ? new WriteBatch(batch.writes(), batch.returnsItems())
                        : batch);
    }

    private final class FaultyTransaction implements Transaction {
        private final Isolation isolation;
        private final Transaction transaction;
        private final ReadView base = store.openView();
        private final List<Write> written = new ArrayList<>();
        private long beforeLast;

        FaultyTransaction(Isolation isolation) {
            this.isolation = isolation;
            this.transaction = store.begin(fault == TransactionFault.SKEWS_WRITES ? Isolation.SNAPSHOT : isolation);
        }

        @Override
        public Isolation isolation() {
            return isolation;
        }

        @Override
        public List<WriteOutcome> write(WriteBatch batch) {
            beforeLast = transaction.mark();
            written.addAll(batch.writes());
            return transaction.write(batch);
        }

        @Override
        public ItemCursor open(ItemRead read) {
            return switch (fault) {
                case READS_LATER_COMMITS -> store.openView().open(read);
                case MISSES_OWN_WRITES -> base.open(read);
                default -> transaction.open(read);
            };
        }

        @Override
        public ReadView openView() {
            return fault == TransactionFault.MOVES_VIEWS ? new MovingView() : transaction.openView();
        }

        /** Shows whatever the transaction shows. */
        private final class MovingView implements ReadView {
            @Override
            public TableInfo table(String name) {
                return transaction.table(name);
            }

            @Override
            public ItemCursor open(ItemRead read) {
                return transaction.hasEnded() ? base.open(read) : transaction.open(read);
            }

            @Override
            public void close() {
                // The transaction is not the view's to close.
            }
        }

        @Override
        public TableInfo table(String name) {
            return transaction.table(name);
        }

        @Override
        public TableStatistics statistics(String table) {
            return transaction.statistics(table);
        }

        @Override
        public long mark() {
            return transaction.mark();
        }

        @Override
        public void rollbackTo(long mark) {
            if (fault != TransactionFault.IGNORES_MARKS) {
                transaction.rollbackTo(mark);
            }
        }

        @Override
        public void commit() {
            commits++;
            if (fault == TransactionFault.INVENTS_CONFLICTS && commits % CONFLICTS_INVENTED == 0) {
                transaction.close();
                throw new ItemException(ErrorCode.TRANSACTION_CONFLICT, "it is the fifth");
            }
            if (fault == TransactionFault.COMMITS_BY_HALF) {
                transaction.rollbackTo(beforeLast);
            }
            try {
                transaction.commit();
            } catch (ItemException e) {
                if (fault != TransactionFault.LOSES_UPDATES || e.code() != ErrorCode.TRANSACTION_CONFLICT) {
                    throw e;
                }
                writeAll();
            }
        }

        private void writeAll() {
            List<Write> possible = written.stream()
                    .filter(write -> store.catalogue().table(write.table()).isPresent())
                    .toList();
            store.write(new WriteBatch(possible, false));
        }

        @Override
        public boolean hasEnded() {
            return transaction.hasEnded();
        }

        @Override
        public void close() {
            boolean rollsBack = !transaction.hasEnded();
            transaction.close();
            base.close();
            if (rollsBack && fault == TransactionFault.KEEPS_ABORTED_WRITES) {
                writeAll();
            }
        }
    }

    @Override
    public Set<Capability> capabilities() {
        return store.capabilities();
    }

    @Override
    public Catalogue catalogue() {
        return store.catalogue();
    }

    @Override
    public TableStatistics statistics(String table) {
        return store.statistics(table);
    }

    @Override
    public ReadView openView() {
        return store.openView();
    }

    @Override
    public TableInfo createTable(TableDefinition definition) {
        return store.createTable(definition);
    }

    @Override
    public TableInfo alterTable(TableDefinition definition) {
        return store.alterTable(definition);
    }

    @Override
    public TableInfo createIndex(String table, IndexDefinition index) {
        return store.createIndex(table, index);
    }

    @Override
    public IndexInfo awaitIndex(String table, String index, Cancellation cancellation) {
        return store.awaitIndex(table, index, cancellation);
    }

    @Override
    public TableInfo dropIndex(String table, String index) {
        return store.dropIndex(table, index);
    }

    @Override
    public void dropTable(String table) {
        store.dropTable(table);
    }

    @Override
    public void checkpoint() {
        store.checkpoint();
    }

    @Override
    public void close() {
        store.close();
    }
}
