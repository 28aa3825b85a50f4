package io.itemql.store.mv;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.Item;
import io.itemql.store.Cancellation;
import io.itemql.store.ItemStore;
import io.itemql.store.Maintenance;
import io.itemql.store.Write;
import io.itemql.store.WriteBatch;
import io.itemql.store.mv.file.ReadOnlyDirectory;
import io.itemql.store.mv.file.StoreDirectory;
import io.itemql.store.mv.page.PageCursor;
import io.itemql.store.mv.page.PageStore;
import io.itemql.store.mv.table.CataloguedTable;
import io.itemql.table.TableDefinition;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Brings tables back from a backup, by writing their items into a store like anybody else. The backup is only read.
 *
 * <p>While a table is filled it has the option {@link #UNFINISHED}, so that what a crash leaves behind is known;
 * restoring again begins it anew.
 */
final class BackupReader implements AutoCloseable {
    /** The option of a table that is being restored. */
    static final String UNFINISHED = "restoring";

    private static final int BATCH_ITEMS = 500;
    private static final int CACHE_MEGABYTES = 4;
    private static final byte[] NOTHING = {};

    private final PageStore pages;
    private final TableRegistry registry;

    private BackupReader(PageStore pages, TableRegistry registry) {
        this.pages = pages;
        this.registry = registry;
    }

    /**
     * Opens a backup.
     *
     * @throws ItemException with {@link ErrorCode#NOT_A_BACKUP} or {@link ErrorCode#STORE_DAMAGED}
     */
    static BackupReader open(StoreDirectory source) {
        try {
            BackupManifest manifest = BackupManifest.read(source);
            if (!source.list().contains(StoreHeader.FILE)) {
                throw new ItemException(ErrorCode.NOT_A_BACKUP, source.name(), "it holds no " + StoreHeader.FILE);
            }
            StoreDirectory readOnly = new ReadOnlyDirectory(source);
            StoreHeader.read(readOnly);
            PageStore pages = PageStore.open(readOnly, Recovery.PAGES, CACHE_MEGABYTES, Recovery.PAGE_BYTES, () -> {});
            boolean opened = false;
            try {
                TableRegistry registry = new StoreState(source.name(), pages, new BatchTokens()).load(new WriteGate());
                checkUnchanged(source, manifest, registry);
                opened = true;
                return new BackupReader(pages, registry);
            } finally {
                if (!opened) {
                    pages.abandon();
                }
            }
        } catch (IOException e) {
            throw ItemException.ofIo(e, source.name());
        }
    }

    private static void checkUnchanged(StoreDirectory source, BackupManifest manifest, TableRegistry registry) {
        List<CataloguedTable> tables = registry.set().list();
        long items = tables.stream()
                .mapToLong(table -> table.table().counts().items())
                .sum();
        if (tables.size() != manifest.tables() || items != manifest.items()) {
            throw new ItemException(
                    ErrorCode.NOT_A_BACKUP,
                    source.name(),
                    "it was made with " + manifest.tables() + " tables and " + manifest.items() + " items and now has "
                            + tables.size() + " and " + items + "; it has been used as a store");
        }
    }

    /** Writes the tables, or one of them, into a store. */
    List<Item> restore(Optional<String> only, ItemStore target, Cancellation cancellation) {
        List<CataloguedTable> wanted = new ArrayList<>();
        for (CataloguedTable table : registry.set().list()) {
            if (only.isEmpty() || only.get().equals(table.name())) {
                wanted.add(table);
            }
        }
        if (only.isPresent() && wanted.isEmpty()) {
            throw new ItemException(ErrorCode.UNKNOWN_TABLE, only.get(), " in the backup");
        }
        for (CataloguedTable table : wanted) {
            boolean exists = target.catalogue()
                    .table(table.name())
                    .filter(known -> !known.definition().options().containsKey(UNFINISHED))
                    .isPresent();
            if (exists) {
                throw new ItemException(ErrorCode.TABLE_EXISTS, table.name());
            }
        }
        List<String> begun = new ArrayList<>();
        boolean done = false;
        try {
            List<Item> rows = new ArrayList<>();
            for (CataloguedTable table : wanted) {
                if (target.catalogue().table(table.name()).isPresent()) {
                    target.dropTable(table.name());
                }
                begun.add(table.name());
                rows.add(restore(table, target, cancellation));
            }
            // All of them become whole only now: a crash before leaves none of them without its mark.
            wanted.forEach(table -> target.alterTable(table.definition()));
            done = true;
            return rows;
        } finally {
            if (!done) {
                begun.stream()
                        .filter(name -> target.catalogue().table(name).isPresent())
                        .forEach(target::dropTable);
            }
        }
    }

    private Item restore(CataloguedTable source, ItemStore target, Cancellation cancellation) {
        target.createTable(unfinished(source.definition()));
        PageCursor cursor = source.table().map().cursor(source.table().map().root(), NOTHING, false);
        List<Write> writes = new ArrayList<>(BATCH_ITEMS);
        while (cursor.next()) {
            Item item = source.table().rows().decode(cursor.key(), cursor.value());
            writes.add(new Write.Put(source.name(), item, Optional.empty()));
            if (writes.size() == BATCH_ITEMS) {
                cancellation.check();
                write(target, writes);
            }
        }
        write(target, writes);
        return Maintenance.SAVED.row(
                source.name(),
                source.table().counts().items(),
                source.table().counts().itemBytes());
    }

    private static void write(ItemStore target, List<Write> writes) {
        if (!writes.isEmpty()) {
            target.write(new WriteBatch(writes, false)).forEach(outcome -> outcome.orThrow());
            writes.clear();
        }
    }

    private static TableDefinition unfinished(TableDefinition definition) {
        Map<String, String> options = new LinkedHashMap<>(definition.options());
        options.put(UNFINISHED, "true");
        return new TableDefinition(
                definition.name(),
                definition.keys(),
                definition.generatedKey(),
                definition.columns(),
                options,
                definition.indexes());
    }

    @Override
    public void close() {
        pages.abandon();
    }
}
