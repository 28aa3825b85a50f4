package io.itemql.store.mv;

import io.itemql.error.ItemException;
import io.itemql.store.mv.check.JournalEntry;
import io.itemql.store.mv.check.JournalReader;
import io.itemql.store.mv.file.ReadOnlyDirectory;
import io.itemql.store.mv.file.StoreDirectory;
import io.itemql.store.mv.file.StoreFile;
import io.itemql.store.mv.journal.Durability;
import io.itemql.store.mv.journal.Journal;
import io.itemql.store.mv.page.PageFailure;
import io.itemql.store.mv.page.PageStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads as much as can be read of a damaged store and writes it into a new one: first the maps as the last checkpoint
 * left them, without the pages that cannot be read; then every intact record of the journal behind it. A group of
 * records of which one is missing is left out whole.
 *
 * <p>What the pages of a table have lost, an index that holds whole items may still have. And if pages are lost while
 * the journal is whole from the first change of the store on, the journal alone is read.
 *
 * <p>The damaged store is only read. A read or a write that fails ends it: what lies there may be whole. Used once.
 */
final class Salvage {
    private static final int CACHE_MEGABYTES = 4;
    private static final String JOURNAL = "the journal";

    private final StoreDirectory damaged;
    private final SalvageReport report = new SalvageReport();
    private final SalvagedTables tables;
    private long savedPosition;

    private Salvage(StoreDirectory damaged, MvItemStore target) {
        this.damaged = new ReadOnlyDirectory(damaged);
        this.tables = new SalvagedTables(target, report);
    }

    /**
     * Salvages a store.
     *
     * @param target an empty directory
     * @return what was saved and lost
     */
    static SalvageReport run(StoreDirectory damaged, StoreDirectory target, StoreOptions options) {
        // What is there was allowed when it was written.
        StoreOptions saving = options.withDurability(Durability.OS).withCollectionBytes(Long.MAX_VALUE);
        try (MvItemStore store = Recovery.open(target, saving)) {
            Salvage salvage = new Salvage(damaged, store);
            if (salvage.readsJournalOnly()) {
                salvage.report.found(Recovery.PAGES, null, "all of it in the journal, which is whole");
            } else {
                salvage.readMaps();
            }
            salvage.readJournal();
            salvage.tables.finish();
            return salvage.report;
        } catch (IOException e) {
            throw ItemException.ofIo(e, damaged.name());
        }
    }

    /** Whether all pages of a store can be read; opening it reads but a few of them. */
    static boolean canReadPages(StoreDirectory directory) {
        return new PageSurvey(new ReadOnlyDirectory(directory)).isWhole();
    }

    private boolean readsJournalOnly() throws IOException {
        PageSurvey survey = new PageSurvey(damaged);
        // Without a position nothing tells whether the journal is cut off.
        return !survey.isWhole()
                && survey.savedPosition().isPresent()
                && new JournalSurvey(segments(), this::bytes)
                        .isWholeUpTo(survey.savedPosition().getAsLong());
    }

    private void readMaps() {
        PageStore pages;
        try {
            pages = PageStore.openDamaged(damaged, Recovery.PAGES, CACHE_MEGABYTES, Recovery.PAGE_BYTES);
        } catch (ItemException e) {
            report.lost(
                    Recovery.PAGES,
                    "nothing of it can be read: " + PageFailure.damage(e).getMessage());
            return;
        }
        try {
            readState(pages);
            for (int number : tables.numbers()) {
                readTable(pages, number);
            }
        } finally {
            pages.abandon();
        }
    }

    private void readState(PageStore pages) {
        Map<Integer, byte[]> definitions = new TreeMap<>();
        List<byte[][]> entries = new ArrayList<>();
        try {
            pages.openMap(StoreState.MAP)
                    .salvage(
                            (key, value) -> {
                                switch (key[0]) {
                                    case StoreState.JOURNAL ->
                                        savedPosition = ByteBuffer.wrap(value).getLong();
                                    case StoreState.TABLE ->
                                        definitions.put(ByteBuffer.wrap(key).getInt(1), value);
                                    case StoreState.DICTIONARY -> entries.add(new byte[][] {key, value});
                                    default -> {
                                        // Counts: the new store counts for itself.
                                    }
                                }
                            },
                            what -> report.lost("the state of the last checkpoint", what));
        } catch (ItemException e) {
            report.lost(
                    "the state of the last checkpoint", PageFailure.damage(e).getMessage());
        }
        definitions.forEach(tables::create);
        for (byte[][] entry : entries) {
            tables.addDictionaryEntry(ByteBuffer.wrap(entry[0]).getInt(1), entry[1]);
        }
    }

    private void readTable(PageStore pages, int number) {
        String name = TableRegistry.mapName(number);
        try {
            if (!pages.hasMap(name)) {
                tables.lost(number, "the map of its rows does not exist");
                return;
            }
            boolean[] losesPages = {false};
            pages.openMap(name).salvage((key, row) -> tables.put(number, key, row), what -> {
                tables.lost(number, what);
                losesPages[0] = true;
            });
            if (!losesPages[0]) {
                return;
            }
        } catch (ItemException e) {
            tables.lost(number, "the map of its rows: " + PageFailure.damage(e).getMessage());
        }
        tables.wholeItemIndexes(number).forEach(index -> readIndex(pages, number, index));
    }

    /** An index is as old as the rows, so its items are those of the table. */
    private void readIndex(PageStore pages, int table, SalvagedTables.WholeItemIndex index) {
        String name = TableRegistry.indexMapName(index.number());
        long before = tables.items(table);
        try {
            if (pages.hasMap(name)) {
                pages.openMap(name)
                        .salvage((key, row) -> tables.put(table, index.keys().itemKey(key), row), what -> {});
            }
        } catch (ItemException e) {
            PageFailure.damage(e);
            // Whatever it has beyond that is lost already, and said to be.
        }
        tables.found(table, tables.items(table) - before, index.name());
    }

    private void readJournal() throws IOException {
        SortedMap<Long, String> segments = segments();
        long position = savedPosition;
        long last = 0;
        if (segments.isEmpty()) {
            report.lost(JOURNAL, "it has no file");
        }
        Groups groups = new Groups();
        for (Map.Entry<Long, String> segment : segments.entrySet()) {
            if (segment.getKey() > position) {
                groups.lost(position, segment.getKey());
            }
            long end = new JournalReader(bytes(segment.getValue()), segment.getKey()).read(savedPosition, groups);
            position = Math.max(position, end);
            last = end;
        }
        groups.end();
        if (last < savedPosition && !segments.isEmpty()) {
            report.lost(
                    JOURNAL,
                    "it ends at position " + last + ", before the last checkpoint at " + savedPosition
                            + "; whatever was written after that checkpoint");
        }
    }

    private SortedMap<Long, String> segments() throws IOException {
        SortedMap<Long, String> segments = new TreeMap<>();
        for (String file : damaged.list()) {
            Journal.segmentStart(file).ifPresent(start -> segments.put(start, file));
        }
        return segments;
    }

    private byte[] bytes(String name) throws IOException {
        try (StoreFile file = damaged.open(name)) {
            ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(file.size()));
            file.read(bytes, 0);
            return bytes.array();
        }
    }

    /** Keeps the records of a group back until all of them are there. */
    private final class Groups implements JournalReader.Receiver {
        private final List<JournalEntry> waiting = new ArrayList<>();
        private int missing;

        @Override
        public void record(JournalEntry entry) {
            if (entry.kind() == JournalEntry.GROUP) {
                end();
                missing = entry.value().length == Integer.BYTES
                        ? ByteBuffer.wrap(entry.value()).getInt()
                        : 0;
                return;
            }
            if (missing == 0) {
                tables.apply(entry);
                return;
            }
            waiting.add(entry);
            if (waiting.size() == missing) {
                waiting.forEach(tables::apply);
                waiting.clear();
                missing = 0;
            }
        }

        @Override
        public void lost(long from, long to) {
            if (to <= savedPosition) {
                // The maps have it.
                return;
            }
            report.lost(JOURNAL, "positions " + from + " to " + to);
            end();
        }

        void end() {
            if (missing > 0) {
                report.lost(
                        JOURNAL, "a group of " + missing + " writes, of which only " + waiting.size() + " are left");
            }
            waiting.clear();
            missing = 0;
        }
    }
}
