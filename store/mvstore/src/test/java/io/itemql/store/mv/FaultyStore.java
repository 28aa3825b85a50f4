package io.itemql.store.mv;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.store.Isolation;
import io.itemql.store.ItemCursor;
import io.itemql.store.ItemRead;
import io.itemql.store.ReadView;
import io.itemql.store.TableInfo;
import io.itemql.store.TableStatistics;
import io.itemql.store.Transaction;
import io.itemql.store.Write;
import io.itemql.store.WriteBatch;
import io.itemql.store.WriteOutcome;
import io.itemql.tck.store.ForwardingStore;
import java.util.ArrayList;
import java.util.List;

/** A store in memory whose transactions have one fault. */
final class FaultyStore extends ForwardingStore {
    private static final int CONFLICTS_INVENTED = 5;

    private final TransactionFault fault;
    private int commits;

    FaultyStore(TransactionFault fault) {
        super(MvItemStore.inMemory("faulty"));
        this.fault = fault;
    }

    @Override
    public Transaction begin(Isolation isolation) {
        return new FaultyTransaction(isolation);
    }

    @Override
    public List<WriteOutcome> write(WriteBatch batch) {
        return super.write(
                fault == TransactionFault.SPLITS_BATCHES
                        ? new WriteBatch(batch.writes(), batch.returnsItems())
                        : batch);
    }

    private final class FaultyTransaction implements Transaction {
        private final Isolation isolation;
        private final Transaction transaction;
        private final ReadView base = store().openView();
        private final List<Write> written = new ArrayList<>();
        private long beforeLast;

        FaultyTransaction(Isolation isolation) {
            this.isolation = isolation;
            this.transaction = store().begin(fault == TransactionFault.SKEWS_WRITES ? Isolation.SNAPSHOT : isolation);
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
                case READS_LATER_COMMITS -> store().openView().open(read);
                case MISSES_OWN_WRITES -> base.open(read);
                default -> transaction.open(read);
            };
        }

        @Override
        public ReadView openView() {
            return fault == TransactionFault.MOVES_VIEWS ? new MovingView() : transaction.openView();
        }

        /** Shows whatever the transaction shows, and after its end what it should have shown. */
        private final class MovingView implements ReadView {
            private final ReadView fixed = transaction.openView();

            private ReadView shown() {
                return transaction.hasEnded() ? fixed : transaction;
            }

            @Override
            public TableInfo table(String name) {
                return shown().table(name);
            }

            @Override
            public ItemCursor open(ItemRead read) {
                return shown().open(read);
            }

            @Override
            public void close() {
                fixed.close();
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
                    .filter(write -> store().catalogue().table(write.table()).isPresent())
                    .toList();
            store().write(new WriteBatch(possible, false));
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
}
