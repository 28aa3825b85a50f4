package io.itemql.store.mv;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.Item;
import io.itemql.store.Cancellation;
import io.itemql.store.Maintenance;
import io.itemql.store.mv.file.StoreDirectory;
import io.itemql.store.mv.journal.Durability;
import io.itemql.store.mv.journal.Journal;
import io.itemql.store.mv.journal.RecordType;
import io.itemql.store.mv.page.EntryCursor;
import io.itemql.store.mv.page.PageStore;
import io.itemql.store.mv.row.AttributeCounts;
import io.itemql.store.mv.table.CataloguedTable;
import io.itemql.store.mv.table.DefinitionCodec;
import io.itemql.store.mv.table.StoredTable;
import io.itemql.store.mv.table.TableRecord;
import io.itemql.store.mv.table.TableRecord.IndexRecord;
import io.itemql.store.mv.table.TableSet;
import java.io.IOException;
import java.nio.file.NotDirectoryException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Writes a snapshot of a store into a new directory, as a store of its own with an empty journal. Rows are copied as
 * they are, in the order of their keys, so the copy is as small as can be; counts are counted anew. Used once.
 */
final class BackupWriter {
    private static final int CHECK_INTERVAL = 256;
    private static final int CACHE_MEGABYTES = 4;
    private static final long UNSAVED_BYTES_MAX = 16 << 20;
    private static final long SEGMENT_BYTES = 64 << 20;
    private static final byte[] NOTHING = {};

    private final StoreDirectory target;
    private final Cancellation cancellation;
    private PageStore pages;
    private StoreState state;
    private TableRegistry registry;

    private BackupWriter(StoreDirectory target, Cancellation cancellation) {
        this.target = target;
        this.cancellation = cancellation;
    }

    /**
     * Writes a backup.
     *
     * @param snapshot what is saved; held by the caller
     * @throws ItemException with {@link ErrorCode#BACKUP_REFUSED}, {@link ErrorCode#IO_ERROR} or {@link
     *     ErrorCode#CANCELLED}; what is in the directory then is known for an unfinished backup
     */
    static List<Item> write(Snapshot snapshot, StoreDirectory target, Cancellation cancellation) {
        try {
            checkEmpty(target);
            target.create();
            Optional<String> holder = target.lock();
            if (holder.isPresent()) {
                throw new ItemException(ErrorCode.STORE_IN_USE, target.name(), holder.get());
            }
            try {
                checkEmpty(target);
                return new BackupWriter(target, cancellation).write(snapshot);
            } finally {
                target.unlock();
            }
        } catch (IOException e) {
            throw ItemException.ofIo(e, target.name());
        }
    }

    private static void checkEmpty(StoreDirectory target) throws IOException {
        List<String> files;
        try {
            files = target.list();
        } catch (NotDirectoryException e) {
            throw ItemException.causedBy(e, ErrorCode.BACKUP_REFUSED, target.name(), "it is a file");
        }
        if (!files.isEmpty()) {
            throw new ItemException(
                    ErrorCode.BACKUP_REFUSED, target.name(), "it holds " + files.get(0) + "; name a new directory");
        }
    }

    private List<Item> write(Snapshot snapshot) throws IOException {
        BackupManifest.begin(target);
        StoreHeader header = new StoreHeader(StoreHeader.FORMAT, new SecureRandom().nextLong());
        Journal.create(target, header.id(), Durability.OS, SEGMENT_BYTES).close();
        List<Item> rows = new ArrayList<>();
        long items = 0;
        pages = PageStore.open(target, Recovery.PAGES, CACHE_MEGABYTES, Recovery.PAGE_BYTES, () -> {});
        boolean saved = false;
        try {
            state = new StoreState(target.name(), pages, new BatchTokens());
            registry = new TableRegistry(target.name(), pages, new WriteGate(), TableSet.EMPTY, 0);
            List<CataloguedTable> tables = snapshot.tables().list();
            for (int i = 0; i < tables.size(); i++) {
                AttributeCounts counts = copy(snapshot, i, tables.get(i));
                items += counts.items();
                rows.add(Maintenance.SAVED.row(tables.get(i).name(), counts.items(), counts.itemBytes()));
            }
            save();
            saved = true;
        } finally {
            if (saved) {
                pages.close();
            } else {
                pages.abandon();
            }
        }
        new BackupManifest(rows.size(), items, Instant.now().toString()).finish(target);
        header.write(target);
        return rows;
    }

    private AttributeCounts copy(Snapshot snapshot, int place, CataloguedTable source) {
        int number = source.table().number();
        registry.replay(RecordType.CREATE_TABLE, number, DefinitionCodec.encode(complete(source.toRecord())));
        StoredTable copy = registry.set().get(number).table();
        // Later entries than the snapshot's rows need do no harm: a dictionary only grows.
        source.table().rows().dictionary().entries().forEach(copy.rows().dictionary()::apply);
        EntryCursor cursor = snapshot.items(place).cursor(NOTHING, false);
        for (long row = 0; cursor.next(); row++) {
            copy.apply(cursor.key(), null, cursor.value(), copy.indexChanges(cursor.key(), null, cursor.value()));
            if (row % CHECK_INTERVAL == 0) {
                cancellation.check();
                if (pages.unsavedBytes() > UNSAVED_BYTES_MAX) {
                    save();
                }
            }
        }
        return copy.counts();
    }

    /** With every index in use: each gets all its entries together with the items. */
    private static TableRecord complete(TableRecord table) {
        return new TableRecord(
                table.definition(),
                table.sequence(),
                table.indexes().stream()
                        .map(index -> new IndexRecord(index.number(), true))
                        .toList());
    }

    private void save() {
        state.save(registry, 0);
        if (pages.capture()) {
            pages.save();
        }
    }
}
