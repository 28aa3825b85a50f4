package io.itemql.store.mv;

import io.itemql.store.mv.index.IndexChange;
import io.itemql.store.mv.key.KeyRange;
import io.itemql.store.mv.layer.FixedLayer;
import io.itemql.store.mv.layer.LayeredRows;
import io.itemql.store.mv.layer.RowLayer;
import io.itemql.store.mv.page.EntryView;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The groups of writes that are being applied at this moment. A snapshot that is taken meanwhile hides them: for every
 * key of such a group it shows the old row, and in the indexes the old entry, whether or not the new one is in the map
 * already. So a group is visible whole or not at all, and nobody waits for it.
 *
 * <p>The list is replaced as a whole; a snapshot that finds the same list before and after it has collected the roots
 * knows that no group has begun or ended in between. Safe for use by several threads.
 */
final class PendingGroups {
    /** One group: the old rows, by the number of the table or index. */
    static final class Group {
        private final Map<Integer, RowLayer> oldRows = new HashMap<>();

        private void hideEntries(List<RowChange> changes) {
            Map<Integer, TreeMap<byte[], byte[]>> byIndex = new HashMap<>();
            for (RowChange change : changes) {
                for (IndexChange entry : change.entries()) {
                    TreeMap<byte[], byte[]> old =
                            byIndex.computeIfAbsent(entry.index().number(), number -> new TreeMap<>(KeyRange::compare));
                    if (entry.newKey() != null) {
                        old.put(entry.newKey(), RowLayer.NO_ROW);
                    }
                    if (entry.oldKey() != null) {
                        old.put(entry.oldKey(), entry.oldRow());
                    }
                }
            }
            byIndex.forEach((number, old) -> oldRows.put(
                    number,
                    new FixedLayer(
                            old.keySet().toArray(byte[][]::new), old.values().toArray(byte[][]::new))));
        }
    }

    private volatile List<Group> groups = List.of();

    /** All groups now; never the same list after one has begun or ended. */
    List<Group> now() {
        return groups;
    }

    /** Whether no group has begun or ended since {@link #now} gave a list. */
    @SuppressWarnings("ReferenceEquality")
    boolean isCurrent(List<Group> list) {
        return groups == list;
    }

    /**
     * Announces a group before its first change is applied.
     *
     * @param changes by table and key in order, each key once
     */
    Group begin(List<RowChange> changes) {
        Group group = new Group();
        int from = 0;
        while (from < changes.size()) {
            int table = changes.get(from).table().number();
            int to = from;
            while (to < changes.size() && changes.get(to).table().number() == table) {
                to++;
            }
            group.oldRows.put(table, layer(changes.subList(from, to)));
            from = to;
        }
        group.hideEntries(changes);
        synchronized (this) {
            List<Group> more = new ArrayList<>(groups);
            more.add(group);
            groups = Collections.unmodifiableList(more);
        }
        return group;
    }

    private static RowLayer layer(List<RowChange> changes) {
        byte[][] keys = new byte[changes.size()][];
        byte[][] rows = new byte[changes.size()][];
        for (int i = 0; i < keys.length; i++) {
            RowChange change = changes.get(i);
            keys[i] = change.key();
            rows[i] = change.oldRow() == null ? RowLayer.NO_ROW : change.oldRow();
        }
        return new FixedLayer(keys, rows);
    }

    /** Says that all changes of a group are applied; from now on snapshots show them. */
    synchronized void end(Group group) {
        List<Group> fewer = new ArrayList<>(groups);
        fewer.remove(group);
        groups = Collections.unmodifiableList(fewer);
    }

    /**
     * The rows of a table or an index without the changes of some groups.
     *
     * @param number of the table or index; no two share one
     */
    static EntryView hide(List<Group> groups, int number, EntryView rows) {
        EntryView hidden = rows;
        for (Group group : groups) {
            RowLayer layer = group.oldRows.get(number);
            if (layer != null) {
                hidden = new LayeredRows(hidden, layer);
            }
        }
        return hidden;
    }
}
