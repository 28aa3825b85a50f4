package io.itemql.store.mv;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.store.mv.file.StoreDirectory;
import io.itemql.store.mv.journal.Journal;
import io.itemql.store.mv.journal.JournalRecord;
import io.itemql.store.mv.journal.JournalScan;
import io.itemql.store.mv.page.ChunkTerms;
import io.itemql.store.mv.page.PageStore;
import io.itemql.store.mv.table.CataloguedTable;
import io.itemql.store.mv.table.StoredTable;
import io.itemql.store.mv.table.TableSet;
import java.io.IOException;
import java.nio.file.NotDirectoryException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Opens a store in a directory: creates it if there is none, otherwise loads what the last checkpoint saved and does
 * again what the journal says after it. Used once.
 */
final class Recovery {
    static final String PAGES = "items.mv";
    static final int PAGE_BYTES = 16 << 10;
    /** A batch changes as many pages as it has items; where the heap is small, those of a batch must fit into it. */
    private static final int SMALL_PAGE_BYTES = 4 << 10;

    private static final int SMALL_CACHE_MEGABYTES = 32;

    private final StoreDirectory directory;
    private final StoreOptions options;
    private final WriteGate gate = new WriteGate();
    private final BatchTokens tokens = new BatchTokens();
    private PageStore pages;
    private StoreState state;
    private TableRegistry registry;
    /** Null until the scan has found the end of the journal; nothing is saved before. */
    private volatile Journal journal;
    /** Null until everything is read. */
    private volatile Checkpointer checkpointer;

    private long replayedRecords;

    private Recovery(StoreDirectory directory, StoreOptions options) {
        this.directory = directory;
        this.options = options;
    }

    /**
     * Opens a store and takes its directory.
     *
     * @throws ItemException as {@link io.itemql.store.ItemStoreProvider#open} says
     */
    static MvItemStore open(StoreDirectory directory, StoreOptions options) {
        try {
            checkFiles(directory);
            directory.create();
            Optional<String> holder = directory.lock();
            if (holder.isPresent()) {
                throw new ItemException(ErrorCode.STORE_IN_USE, directory.name(), holder.get());
            }
            boolean opened = false;
            try {
                MvItemStore store = new Recovery(directory, options).openLocked();
                opened = true;
                return store;
            } finally {
                if (!opened) {
                    directory.unlock();
                }
            }
        } catch (IOException e) {
            throw ItemException.ofIo(e, directory.name());
        }
    }

    /** Refuses a directory that belongs to somebody else, before anything is written there. */
    private static void checkFiles(StoreDirectory directory) throws IOException {
        List<String> files;
        try {
            files = directory.list();
        } catch (NotDirectoryException e) {
            throw ItemException.causedBy(e, ErrorCode.NOT_A_STORE, directory.name(), "it is a file");
        }
        if (files.contains(StoreHeader.FILE)) {
            return;
        }
        if (files.contains(BackupManifest.UNFINISHED)) {
            files = List.of(BackupManifest.UNFINISHED);
        }
        for (String file : files) {
            if (!isOwn(file)) {
                throw new ItemException(
                        ErrorCode.NOT_A_STORE,
                        directory.name(),
                        file.equals(BackupManifest.UNFINISHED)
                                ? "it is a backup that was not finished; delete it"
                                : "it holds " + file + " but no " + StoreHeader.FILE
                                        + "; give an empty or a new directory");
            }
        }
        if (!files.isEmpty() && !files.contains(StoreHeader.NEW_FILE)) {
            throw new ItemException(
                    ErrorCode.STORE_DAMAGED,
                    directory.name(),
                    "it holds " + files.get(0) + " but no " + StoreHeader.FILE
                            + "; recover=true saves what can be read");
        }
    }

    private static boolean isOwn(String file) {
        return file.equals(PAGES)
                || file.equals(PageStore.sumsOf(PAGES))
                || file.equals(StoreHeader.NEW_FILE)
                || Journal.isSegment(file);
    }

    private MvItemStore openLocked() throws IOException {
        if (directory.list().contains(StoreHeader.FILE)) {
            // Beside the header it tells of a change of the format that a crash cut short.
            directory.delete(StoreHeader.NEW_FILE);
        } else {
            create();
        }
        StoreHeader header = StoreHeader.read(directory);
        if (!directory.list().contains(PAGES)) {
            throw new ItemException(ErrorCode.STORE_DAMAGED, directory.name(), PAGES + " is missing");
        }
        boolean opened = false;
        try {
            pages = openPages();
            state = new StoreState(directory.name(), pages, tokens);
            long savedPosition = state.journalPosition();
            registry = state.load(gate);
            JournalScan.End end = new JournalScan(directory, header.id()).read(savedPosition, this::replay);
            journal = Journal.open(directory, header.id(), options.durability(), options.segmentBytes(), end);
            OpenViews views = new OpenViews(options.viewAgeSeconds());
            checkpointer = new Checkpointer(
                    directory, pages, journal, gate, registry, state, options, views, state.journalPosition());
            MvItemStore store = new MvItemStore(
                    directory.name(), pages, journal, gate, registry, checkpointer, views, options, tokens);
            if (header.format() < StoreHeader.FORMAT) {
                // From now on an older version would not understand everything.
                new StoreHeader(StoreHeader.FORMAT, header.id()).write(directory);
            }
            if (end.position() > savedPosition || !end.isTrimmed()) {
                store.addNotice(notice(savedPosition, end));
            }
            checkpointer.start();
            store.resumeBuilds();
            opened = true;
            return store;
        } finally {
            if (!opened) {
                abandon();
            }
        }
    }

    /** What it took to open a store that was not closed. */
    private String notice(long savedPosition, JournalScan.End end) {
        return "The store was not closed properly. "
                + (replayedRecords == 0
                        ? "Its files were up to date"
                        : replayedRecords + " records of its journal were done again, "
                                + (end.position() - savedPosition) + " bytes")
                + (end.tornBytes() == 0
                        ? "; nothing was lost"
                        : "; the last " + end.tornBytes()
                                + " bytes were of writes that nobody was told of, and were cut off");
    }

    private PageStore openPages() {
        int pageBytes = options.cacheMegabytes() < SMALL_CACHE_MEGABYTES ? SMALL_PAGE_BYTES : PAGE_BYTES;
        return PageStore.open(directory, PAGES, options.cacheMegabytes(), pageBytes, new Terms());
    }

    /** Whoever opens the store waits for what is saved then; afterwards it is up to the checkpoint. */
    private final class Terms implements ChunkTerms {
        @Override
        public void beforeChunk() {
            Journal opened = journal;
            if (opened != null) {
                opened.force(opened.position());
            }
        }

        @Override
        public boolean isUrgent() {
            Checkpointer saving = checkpointer;
            return saving == null || saving.isUrgent();
        }
    }

    private void abandon() {
        if (pages != null) {
            pages.abandon();
        }
        if (journal != null) {
            journal.abandon();
        }
    }

    /** Makes an empty store; whatever an earlier attempt left is taken away. */
    private void create() throws IOException {
        StoreHeader header = new StoreHeader(StoreHeader.FORMAT, new SecureRandom().nextLong());
        header.announce(directory);
        for (String file : directory.list()) {
            if (!file.equals(StoreHeader.NEW_FILE)) {
                directory.delete(file);
            }
        }
        Journal.create(directory, header.id(), options.durability(), options.segmentBytes())
                .close();
        PageStore empty = openPages();
        try {
            new StoreState(directory.name(), empty, tokens)
                    .save(new TableRegistry(directory.name(), empty, gate, TableSet.EMPTY, 0), 0);
            empty.capture();
            empty.save();
        } finally {
            empty.close();
        }
        StoreHeader.complete(directory);
    }

    private void replay(JournalRecord record) {
        replayedRecords++;
        switch (record.type()) {
            case PUT -> replayRow(record, record.value());
            case DELETE -> replayRow(record, null);
            case DICTIONARY -> table(record).rows().dictionary().apply(record.value());
            case TOKEN -> tokens.restore(record.key(), record.value(), false);
            case GROUP -> throw new IllegalArgumentException("a group is read as its records");
            case CREATE_TABLE -> registry.replay(record.type(), record.table(), record.value());
            case ALTER_TABLE, DROP_TABLE -> {
                table(record);
                registry.replay(record.type(), record.table(), record.value());
            }
        }
        if (pages.unsavedBytes() > options.checkpointBytes()) {
            // The scan has forced what it reads, so the journal is on the disk up to here.
            state.save(registry, record.end());
            pages.capture();
            pages.save();
        }
    }

    private void replayRow(JournalRecord record, byte[] newRow) {
        StoredTable table = table(record);
        byte[] oldRow = table.map().get(record.key());
        if (!Arrays.equals(oldRow, newRow)) {
            table.apply(record.key(), oldRow, newRow, table.indexChanges(record.key(), oldRow, newRow));
        }
    }

    private StoredTable table(JournalRecord record) {
        CataloguedTable table = registry.set().get(record.table());
        if (table == null) {
            throw new ItemException(
                    ErrorCode.STORE_DAMAGED,
                    directory.name(),
                    "the journal has a record before position " + record.end() + " of table " + record.table()
                            + ", which does not exist");
        }
        return table.table();
    }
}
