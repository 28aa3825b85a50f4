package io.itemql.store.mv;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.store.Catalogue;
import io.itemql.store.TableInfo;
import io.itemql.store.mv.journal.RecordType;
import io.itemql.store.mv.journal.WriteLog;
import io.itemql.store.mv.page.PageStore;
import io.itemql.store.mv.partition.Partitions;
import io.itemql.store.mv.row.Dictionary;
import io.itemql.store.mv.row.RowCodec;
import io.itemql.store.mv.table.CataloguedTable;
import io.itemql.store.mv.table.DefinitionCodec;
import io.itemql.store.mv.table.StoredTable;
import io.itemql.store.mv.table.TableSet;
import io.itemql.table.KeySchema;
import io.itemql.table.TableDefinition;
import java.util.List;
import java.util.Optional;

/**
 * The tables of a store and every change of them. Each change has a number, which is never given out twice; a table is
 * known in files by the number of the change that created it, so a name that is used again means another table.
 *
 * <p>Safe for use by several threads; reading takes no lock.
 */
final class TableRegistry implements Catalogue {
    private static final byte[] NO_KEY = {};

    private final String place;
    private final PageStore pages;
    private final WriteGate gate;
    private volatile TableSet tables;
    private volatile long lastSequence;

    /**
     * @param place what messages about damage name
     * @param tables as they are at the beginning
     * @param lastSequence the highest number given out so far
     */
    TableRegistry(String place, PageStore pages, WriteGate gate, TableSet tables, long lastSequence) {
        this.place = place;
        this.pages = pages;
        this.gate = gate;
        this.tables = tables;
        this.lastSequence = lastSequence;
    }

    @Override
    public List<TableInfo> tables() {
        return set().list().stream().map(CataloguedTable::info).toList();
    }

    @Override
    public Optional<TableInfo> table(String name) {
        return Optional.ofNullable(set().get(name)).map(CataloguedTable::info);
    }

    /** The tables now. */
    TableSet set() {
        return tables;
    }

    /** Whether these are still the tables. */
    @SuppressWarnings("ReferenceEquality")
    boolean isCurrent(TableSet set) {
        return tables == set;
    }

    /**
     * A table now.
     *
     * @throws ItemException with {@link ErrorCode#UNKNOWN_TABLE}
     */
    CataloguedTable require(String name) {
        CataloguedTable table = tables.get(name);
        if (table == null) {
            throw unknown(name);
        }
        return table;
    }

    static ItemException unknown(String name) {
        return new ItemException(ErrorCode.UNKNOWN_TABLE, name, "");
    }

    /**
     * The highest number given out so far. Takes no lock: a change of the catalogue holds its lock when it passes the gate, so
     * whoever has closed the gate must not wait for that lock.
     */
    long lastSequence() {
        return lastSequence;
    }

    TableInfo create(TableDefinition definition, WriteLog log) {
        CataloguedTable created;
        long position;
        synchronized (this) {
            if (tables.get(definition.name()) != null) {
                throw new ItemException(ErrorCode.TABLE_EXISTS, definition.name());
            }
            long stamp = gate.enter();
            try {
                long sequence = lastSequence + 1;
                int number = Math.toIntExact(sequence);
                position = log.append(
                        RecordType.CREATE_TABLE, number, NO_KEY, DefinitionCodec.encode(definition, sequence));
                created = createNow(definition, sequence);
            } finally {
                gate.leave(stamp);
            }
        }
        log.await(position);
        return created.info();
    }

    private CataloguedTable createNow(TableDefinition definition, long sequence) {
        int number = Math.toIntExact(sequence);
        RowCodec rows = newCodec(definition.keys(), number);
        StoredTable table =
                new StoredTable(number, rows, pages.openMap(mapName(number)), Partitions.ofNewTable(rows), 0);
        CataloguedTable created = new CataloguedTable(table, definition, sequence);
        tables = tables.with(created);
        lastSequence = sequence;
        return created;
    }

    RowCodec newCodec(KeySchema keys, int number) {
        return new RowCodec(keys, new Dictionary(place + ", table " + number));
    }

    /** The name of the map with a table's rows. */
    static String mapName(int number) {
        return "items." + number;
    }

    TableInfo alter(TableDefinition definition, WriteLog log) {
        CataloguedTable altered;
        long position;
        synchronized (this) {
            CataloguedTable old = require(definition.name());
            if (!old.definition().keys().equals(definition.keys())
                    || old.definition().generatedKey() != definition.generatedKey()) {
                throw new ItemException(
                        ErrorCode.INVALID_KEY_SCHEMA,
                        "The keys of table " + definition.name() + " are "
                                + old.definition().keys() + " and cannot be changed to " + definition.keys());
            }
            long stamp = gate.enter();
            try {
                long sequence = lastSequence + 1;
                position = log.append(
                        RecordType.ALTER_TABLE,
                        old.table().number(),
                        NO_KEY,
                        DefinitionCodec.encode(definition, sequence));
                altered = alterNow(old, definition, sequence);
            } finally {
                gate.leave(stamp);
            }
        }
        log.await(position);
        return altered.info();
    }

    private CataloguedTable alterNow(CataloguedTable old, TableDefinition definition, long sequence) {
        CataloguedTable altered = new CataloguedTable(old.table(), definition, sequence);
        tables = tables.with(altered);
        lastSequence = sequence;
        return altered;
    }

    void drop(String name, WriteLog log) {
        long position;
        synchronized (this) {
            CataloguedTable old = require(name);
            // Nobody may be writing into the map when it goes.
            long stamp = gate.close();
            try {
                position = log.append(RecordType.DROP_TABLE, old.table().number(), NO_KEY, NO_KEY);
                dropNow(old);
            } finally {
                gate.open(stamp);
            }
        }
        log.await(position);
    }

    private void dropNow(CataloguedTable old) {
        tables = tables.without(old.name());
        old.table().drop();
        pages.removeMap(old.table().map());
    }

    /** Sets the tables as they were saved; for recovery, before anybody else uses the store. */
    void restore(TableSet saved) {
        tables = saved;
    }

    /** Does again what a record of the journal says; for recovery, before anybody else uses the store. */
    synchronized void replay(RecordType type, int number, byte[] value) {
        switch (type) {
            case CREATE_TABLE -> createNow(DefinitionCodec.decode(value), DefinitionCodec.sequence(value));
            case ALTER_TABLE ->
                alterNow(tables.get(number), DefinitionCodec.decode(value), DefinitionCodec.sequence(value));
            case DROP_TABLE -> dropNow(tables.get(number));
            case PUT, DELETE, DICTIONARY, GROUP ->
                throw new IllegalArgumentException(type + " is no change of the catalogue");
        }
    }
}
