package io.itemql.store.mv;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.Item;
import io.itemql.store.Cancellation;
import io.itemql.store.IndexStatistics;
import io.itemql.store.Maintenance;
import io.itemql.store.mv.check.Finding;
import io.itemql.store.mv.check.Findings;
import io.itemql.store.mv.check.IndexCheck;
import io.itemql.store.mv.check.TableCheck;
import io.itemql.store.mv.check.Unreadable;
import io.itemql.store.mv.index.StoredIndex;
import io.itemql.store.mv.page.EntryCursor;
import io.itemql.store.mv.page.EntryView;
import io.itemql.store.mv.page.RootView;
import io.itemql.store.mv.page.UnreadableEntries;
import io.itemql.store.mv.partition.Partition;
import io.itemql.store.mv.table.CataloguedTable;
import io.itemql.store.mv.table.StoredTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Checks tables as of one moment, while they are written to. The raw bytes of that moment go to the reader in {@code
 * check}, which has code of its own. Used once.
 */
final class StoreCheck {
    private static final int CHECK_INTERVAL = 256;
    private static final byte[] NOTHING = {};

    private final MvItemStore store;
    private final TableRegistry registry;
    private final Supplier<Snapshot> snapshots;
    private final WriteGate gate;
    private final Cancellation cancellation;

    StoreCheck(
            MvItemStore store,
            TableRegistry registry,
            Supplier<Snapshot> snapshots,
            WriteGate gate,
            Cancellation cancellation) {
        this.store = store;
        this.registry = registry;
        this.snapshots = snapshots;
        this.gate = gate;
        this.cancellation = cancellation;
    }

    /** A table of the snapshot. */
    private record Begun(int place, CataloguedTable table, TableCheck check) {}

    /** Takes entries that cannot be read, from a key on to before another one. */
    private interface Lost {
        void add(byte[] from, byte[] to, String why);
    }

    List<Item> check(Optional<String> only) {
        only.ifPresent(registry::require);
        List<Begun> begun = new ArrayList<>();
        Snapshot snapshot;
        long stamp = gate.close();
        try {
            // Rows, counts and dictionaries of one moment; nobody is writing.
            snapshot = snapshots.get();
            List<CataloguedTable> tables = snapshot.tables().list();
            for (int i = 0; i < tables.size(); i++) {
                boolean wanted = only.isPresent()
                        ? only.get().equals(tables.get(i).name())
                        : !tables.get(i).isView();
                if (wanted) {
                    begun.add(new Begun(i, tables.get(i), begin(i, tables.get(i), snapshot)));
                }
            }
        } finally {
            gate.open(stamp);
        }
        try {
            List<Item> rows = new ArrayList<>();
            for (Begun table : begun) {
                checkRows(table, snapshot);
                report(table, rows);
            }
            return rows;
        } finally {
            store.release(snapshot);
        }
    }

    private static TableCheck begin(int place, CataloguedTable table, Snapshot snapshot) {
        TableCheck check = new TableCheck(table.definition());
        StoredTable stored = table.table();
        stored.rows().dictionary().entries().forEach(check::addDictionaryEntry);
        for (Partition partition : stored.partitions().list()) {
            check.addPartition(partition.from(), partition.to(), partition.countBytes());
        }
        stored.partitions().splitting().ifPresent(old -> check.addSplitting(old.countBytes()));
        for (int i = 0; i < table.indexes().size(); i++) {
            StoredIndex index = table.indexes().get(i).index();
            IndexStatistics statistics = index.statistics();
            check.addIndex(
                    index.definition(),
                    new IndexCheck.Stored(
                            rows(snapshot.index(place, i)),
                            rows(snapshot.items(place)),
                            statistics.entryCount(),
                            statistics.entryBytes(),
                            index.progress().isComplete()
                                    ? null
                                    : index.progress().position()));
        }
        return check;
    }

    private static UnaryOperator<byte[]> rows(EntryView entries) {
        return key -> {
            try {
                return entries.get(key);
            } catch (ItemException e) {
                if (e.code() == ErrorCode.STORE_DAMAGED) {
                    throw new Unreadable(e);
                }
                throw e;
            }
        };
    }

    private void checkRows(Begun table, Snapshot snapshot) {
        TableCheck check = table.check();
        walk(snapshot.items(table.place()), snapshot.rawItems(table.place()), check::addRow, check::addUnreadable);
        check.finish();
        for (int i = 0; i < check.indexes().size(); i++) {
            IndexCheck index = check.indexes().get(i);
            walk(
                    snapshot.index(table.place(), i),
                    snapshot.rawIndex(table.place(), i),
                    index::addEntry,
                    index::addUnreadable);
            index.finish();
        }
    }

    /** Gives all entries in order, and goes on behind those that cannot be read. */
    private void walk(EntryView entries, RootView pages, BiConsumer<byte[], byte[]> next, Lost lost) {
        byte[] from = NOTHING;
        while (from != null) {
            try {
                EntryCursor cursor = entries.cursor(from, false);
                for (int given = 1; cursor.next(); given++) {
                    // The key that comes next: whatever fails from here on is behind this entry.
                    from = Arrays.copyOf(cursor.key(), cursor.key().length + 1);
                    next.accept(cursor.key(), cursor.value());
                    if (given % CHECK_INTERVAL == 0) {
                        cancellation.check();
                    }
                }
                from = null;
            } catch (ItemException e) {
                if (e.code() != ErrorCode.STORE_DAMAGED) {
                    throw e;
                }
                UnreadableEntries unreadable = pages.firstUnreadable(from).orElseThrow(() -> e);
                lost.add(from, unreadable.to(), unreadable.failure().getMessage());
                from = unreadable.to();
            }
        }
    }

    private static void report(Begun table, List<Item> rows) {
        TableCheck check = table.check();
        String subject = "table " + table.table().name();
        report(subject, "items, counts, partitions", check.rows(), check.findings(), rows);
        rows.add(Maintenance.CHECKED.row(subject, "dictionary", check.dictionaryEntries(), null, null, null));
        for (IndexCheck index : check.indexes()) {
            report(subject, "index " + index.name(), index.entries(), index.findings(), rows);
        }
    }

    private static void report(String subject, String part, long entries, Findings findings, List<Item> rows) {
        rows.add(Maintenance.CHECKED.row(subject, part, entries, findings.count(), null, null));
        for (Finding finding : findings.kept()) {
            rows.add(Maintenance.CHECKED.row(subject, part, null, null, finding.place(), finding.what()));
        }
        long further = findings.count() - findings.kept().size();
        if (further > 0) {
            rows.add(Maintenance.CHECKED.row(subject, part, null, null, "further places", further + " more findings"));
        }
    }
}
