package io.itemql.store.mv;

import io.itemql.store.mv.page.EntryView;
import io.itemql.store.mv.page.PageStore;
import io.itemql.store.mv.page.RootView;
import io.itemql.store.mv.table.TableSet;
import java.util.List;
import java.util.OptionalLong;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.RootReference;

/**
 * All tables and indexes at one moment: the roots of their maps. Immutable.
 *
 * <p>Taking one keeps no writer out. The roots are collected, and collected again; if nothing has changed from the
 * first collection to the second, all roots were there together at the moment in between, since a root that has gone
 * never comes back. Groups of writes that were being applied at that moment are hidden. A single item and the entries
 * of its indexes change one after the other, so nobody may be doing that meanwhile, which the gate counts. Only if
 * writers keep getting in between is the gate closed.
 */
final class Snapshot {
    private static final int OPEN_ATTEMPTS_MAX = 8;

    private final TableSet tables;
    private final RootReference<byte[], byte[]>[] roots;
    private final MVStore.TxCounter held;

    private final List<PendingGroups.Group> hidden;

    private Snapshot(
            TableSet tables,
            RootReference<byte[], byte[]>[] roots,
            List<PendingGroups.Group> hidden,
            MVStore.TxCounter held) {
        this.tables = tables;
        this.roots = roots;
        this.hidden = hidden;
        this.held = held;
    }

    /** Takes a snapshot; {@link #release} gives back what it holds. */
    static Snapshot take(TableRegistry registry, PageStore pages, WriteGate gate, PendingGroups pending) {
        // First: what is read from now on must stay readable.
        MVStore.TxCounter held = pages.hold();
        for (int attempt = 0; attempt < OPEN_ATTEMPTS_MAX; attempt++) {
            List<PendingGroups.Group> groups = pending.now();
            long finished = gate.finishedTogether();
            TableSet tables = registry.set();
            RootReference<byte[], byte[]>[] roots = collect(tables);
            if (isCurrent(roots, tables)
                    && registry.isCurrent(tables)
                    && pending.isCurrent(groups)
                    && gate.startedTogether() == finished) {
                return new Snapshot(tables, roots, groups, held);
            }
            Thread.onSpinWait();
        }
        long stamp = gate.close();
        try {
            TableSet tables = registry.set();
            // Groups are applied inside the gate, so none is there by half now, unless one has failed.
            return new Snapshot(tables, collect(tables), pending.now(), held);
        } finally {
            gate.open(stamp);
        }
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static RootReference<byte[], byte[]>[] collect(TableSet tables) {
        RootReference<byte[], byte[]>[] roots = new RootReference[tables.mapCount()];
        for (int i = 0; i < roots.length; i++) {
            roots[i] = tables.map(i).root();
        }
        return roots;
    }

    @SuppressWarnings("ReferenceEquality")
    private static boolean isCurrent(RootReference<byte[], byte[]>[] roots, TableSet tables) {
        for (int i = 0; i < roots.length; i++) {
            if (roots[i] != tables.map(i).root()) {
                return false;
            }
        }
        return true;
    }

    TableSet tables() {
        return tables;
    }

    /** The rows of a table, without groups of writes that were only half applied. */
    EntryView items(int table) {
        return view(tables.firstMap(table), tables.list().get(table).table().number());
    }

    /** The rows of a table as they are on the pages, of which some may not be readable. */
    RootView rawItems(int table) {
        return raw(tables.firstMap(table));
    }

    /** The entries of one of a table's indexes, likewise. */
    RootView rawIndex(int table, int index) {
        return raw(tables.firstMap(table) + 1 + index);
    }

    private RootView raw(int map) {
        return new RootView(tables.map(map), roots[map]);
    }

    /** How many rows a table has, which its root knows; empty while a group of writes is half applied. */
    OptionalLong itemCount(int table) {
        return hidden.isEmpty() ? OptionalLong.of(roots[tables.firstMap(table)].getTotalCount()) : OptionalLong.empty();
    }

    /** What a table holds, to compare; see {@link io.itemql.store.ReadView#contents}. */
    Object contents(int table) {
        return hidden.isEmpty() ? new TableContents(roots[tables.firstMap(table)]) : new Object();
    }

    /** The entries of one of a table's indexes, likewise. */
    EntryView index(int table, int index) {
        return view(
                tables.firstMap(table) + 1 + index,
                tables.list().get(table).indexes().get(index).index().number());
    }

    private EntryView view(int map, int number) {
        EntryView rows = raw(map);
        return hidden.isEmpty() ? rows : PendingGroups.hide(hidden, number, rows);
    }

    void release(PageStore pages) {
        pages.release(held);
    }
}
