package io.itemql.store.mv;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.Item;
import io.itemql.store.Cancellation;
import io.itemql.store.Capability;
import io.itemql.store.Catalogue;
import io.itemql.store.IndexInfo;
import io.itemql.store.Isolation;
import io.itemql.store.ItemStore;
import io.itemql.store.Maintenance;
import io.itemql.store.ReadView;
import io.itemql.store.StatementFiles;
import io.itemql.store.TableInfo;
import io.itemql.store.TableStatistics;
import io.itemql.store.Transaction;
import io.itemql.store.WriteBatch;
import io.itemql.store.WriteOutcome;
import io.itemql.store.mv.index.StoredIndex;
import io.itemql.store.mv.journal.WriteLog;
import io.itemql.store.mv.page.PageStore;
import io.itemql.store.mv.partition.Partition;
import io.itemql.store.mv.partition.PartitionInfo;
import io.itemql.store.mv.table.StoredTable;
import io.itemql.store.mv.table.TableSet;
import io.itemql.store.system.SystemTables;
import io.itemql.table.IndexDefinition;
import io.itemql.table.TableDefinition;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The embedded store, in memory or on disk. Safe for use by several threads.
 *
 * <p>Reads take no lock and writers do not wait for readers. Open views may be read to their end after {@link #close}
 * only as far as their cursors have gone; opening anything new fails.
 */
public final class MvItemStore implements ItemStore {
    private final String name;
    private final PageStore pages;
    private final WriteLog log;
    private final WriteGate gate;
    private final TableRegistry registry;
    private final PendingGroups pending = new PendingGroups();
    private final ItemWriter writer;
    private final IndexBuilder indexBuilder;
    private final Persistence persistence;
    private final OpenViews views;
    private final FileRights files;
    private final StoreCounters counters = new StoreCounters();
    private volatile List<Item> recovery = List.of();
    private volatile List<String> notices = List.of();
    private volatile boolean closed;

    MvItemStore(
            String name,
            PageStore pages,
            WriteLog log,
            WriteGate gate,
            TableRegistry registry,
            Persistence persistence,
            OpenViews views,
            StoreOptions options,
            BatchTokens tokens) {
        this.name = name;
        this.pages = pages;
        this.log = log;
        this.gate = gate;
        this.registry = registry;
        KeyLocks locks = new KeyLocks();
        this.writer = new ItemWriter(
                registry,
                gate,
                log,
                locks,
                persistence,
                pending,
                new TransactionMemory(options.transactionMegabytes()),
                tokens,
                new CollectionLimit(options.collectionBytes()));
        this.indexBuilder = new IndexBuilder(name, registry, pages, gate, locks, log, persistence);
        this.persistence = persistence;
        this.views = views;
        this.files = options.files();
    }

    /**
     * An empty store that lives as long as the object.
     *
     * @param name what messages call it
     */
    public static MvItemStore inMemory(String name) {
        return inMemory(name, StoreOptions.defaults());
    }

    static MvItemStore inMemory(String name, StoreOptions options) {
        PageStore pages = PageStore.inMemory(name);
        WriteGate gate = new WriteGate();
        TableRegistry registry = new TableRegistry(name, pages, gate, TableSet.EMPTY, 0);
        OpenViews views = new OpenViews(options.viewAgeSeconds());
        return new MvItemStore(
                name, pages, WriteLog.NONE, gate, registry, Persistence.NONE, views, options, new BatchTokens());
    }

    private void checkOpen() {
        if (closed) {
            throw new ItemException(ErrorCode.STORE_CLOSED, name);
        }
    }

    @Override
    public Set<Capability> capabilities() {
        checkOpen();
        Set<Capability> capabilities =
                EnumSet.of(Capability.SNAPSHOTS, Capability.EXACT_STATISTICS, Capability.TRANSACTIONS);
        if (persistence.isOnDisk()) {
            capabilities.add(Capability.CHECKPOINTS);
        }
        return Set.copyOf(capabilities);
    }

    @Override
    public Catalogue catalogue() {
        checkOpen();
        return registry;
    }

    @Override
    public TableStatistics statistics(String table) {
        checkReadable();
        // In the gate, because a partition that is being split must not finish in between.
        long stamp = gate.enter();
        try {
            StoredTable stored = registry.require(table).table();
            return stored.counts()
                    .toStatistics()
                    .withIndexes(stored.indexes().stream()
                            .map(StoredIndex::statistics)
                            .toList());
        } finally {
            gate.leave(stamp);
        }
    }

    /**
     * The partitions of a table now, in the order of their hashes. While one is being split, its halves count only what
     * has changed since.
     *
     * @throws ItemException with {@link ErrorCode#UNKNOWN_TABLE}
     */
    public List<PartitionInfo> partitions(String table) {
        checkOpen();
        return registry.require(table).table().partitions().list().stream()
                .map(Partition::info)
                .toList();
    }

    @Override
    public ReadView openView() {
        checkReadable();
        return new MvReadView(this, takeSnapshot(), views);
    }

    private Snapshot takeSnapshot() {
        persistence.checkReadable();
        return Snapshot.take(registry, pages, gate, pending);
    }

    @Override
    public Transaction begin(Isolation isolation) {
        checkOpen();
        return writer.transactions().begin(this, isolation, this::takeSnapshot, views);
    }

    @Override
    public SystemTables systemTables() {
        checkOpen();
        return new StoreFacts(ItemStore.super.systemTables(), registry, views, counters, persistence, () -> recovery);
    }

    @Override
    public Optional<Maintenance> maintenance() {
        checkOpen();
        return Optional.of(new MvMaintenance(this, registry, this::takeSnapshot, gate, files));
    }

    @Override
    public StatementFiles files() {
        checkOpen();
        return files;
    }

    /** Says what the store was saved from; for {@link io.itemql.store.system.SystemTable#RECOVERY}. */
    void setRecovery(List<Item> report) {
        recovery = List.copyOf(report);
    }

    /** Adds what the opener should be told. */
    void addNotice(String notice) {
        List<String> more = new ArrayList<>(notices);
        more.add(notice);
        notices = List.copyOf(more);
    }

    @Override
    public List<String> notices() {
        return notices;
    }

    TableRegistry registry() {
        return registry;
    }

    /** The position of the journal behind all that was written so far. */
    long journalPosition() {
        return log.position();
    }

    /** Returns when the journal up to a position is as durable as acknowledged writes are. */
    void awaitDurable(long position) {
        log.await(position);
    }

    void countRead(long items) {
        counters.countRead(items);
    }

    /** Gives back what a view held. */
    void release(Snapshot snapshot) {
        snapshot.release(pages);
    }

    /** @throws ItemException with {@link ErrorCode#STORE_CLOSED}, or as {@link Persistence#checkReadable} does */
    void checkReadable() {
        checkOpen();
        persistence.checkReadable();
    }

    @Override
    public List<WriteOutcome> write(WriteBatch batch) {
        checkOpen();
        long begin = System.nanoTime();
        List<WriteOutcome> outcomes = writer.write(batch);
        counters.countBatch(outcomes.size(), System.nanoTime() - begin);
        return outcomes;
    }

    @Override
    public TableInfo createTable(TableDefinition definition) {
        checkOpen();
        return registry.create(definition, log);
    }

    @Override
    public TableInfo alterTable(TableDefinition definition) {
        checkOpen();
        return registry.alter(definition, log);
    }

    @Override
    public TableInfo createIndex(String table, IndexDefinition index) {
        checkOpen();
        TableInfo created = registry.createIndex(table, index, log);
        indexBuilder.start();
        return created;
    }

    @Override
    public IndexInfo awaitIndex(String table, String index, Cancellation cancellation) {
        checkOpen();
        return indexBuilder.await(table, index, cancellation);
    }

    /** Goes on with what was being built when the store was closed or died. */
    void resumeBuilds() {
        indexBuilder.start();
    }

    @Override
    public TableInfo dropIndex(String table, String index) {
        checkOpen();
        return registry.dropIndex(table, index, log);
    }

    @Override
    public void dropTable(String table) {
        checkOpen();
        registry.drop(table, log);
    }

    @Override
    public void checkpoint() {
        checkOpen();
        persistence.checkpoint();
    }

    @Override
    public void close() {
        // Whoever is writing finishes; whoever comes later finds the store closed.
        long stamp = gate.close();
        try {
            if (closed) {
                return;
            }
            closed = true;
            writer.close(new ItemException(ErrorCode.STORE_CLOSED, name));
        } finally {
            gate.open(stamp);
        }
        indexBuilder.stop();
        persistence.close();
        if (!persistence.isOnDisk()) {
            pages.close();
        }
    }
}
