package io.itemql.store.mv;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.store.Catalogue;
import io.itemql.store.TableInfo;
import io.itemql.store.mv.index.BuildProgress;
import io.itemql.store.mv.index.StoredIndex;
import io.itemql.store.mv.journal.RecordType;
import io.itemql.store.mv.journal.WriteLog;
import io.itemql.store.mv.page.PageMap;
import io.itemql.store.mv.page.PageStore;
import io.itemql.store.mv.partition.Partitions;
import io.itemql.store.mv.row.Dictionary;
import io.itemql.store.mv.row.RowCodec;
import io.itemql.store.mv.table.CataloguedIndex;
import io.itemql.store.mv.table.CataloguedTable;
import io.itemql.store.mv.table.DefinitionCodec;
import io.itemql.store.mv.table.StoredTable;
import io.itemql.store.mv.table.TableRecord;
import io.itemql.store.mv.table.TableRecord.IndexRecord;
import io.itemql.store.mv.table.TableSet;
import io.itemql.table.IndexDefinition;
import io.itemql.table.KeySchema;
import io.itemql.table.TableDefinition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The tables of a store and every change of them. Changes and indexes have numbers, none of which is ever given out
 * twice; a table is known in files by the number of the change that created it, so a name that is used again means
 * another table.
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
     * The highest number given out so far. Takes no lock: a change of the catalogue holds its lock when it passes the
     * gate, so whoever has closed the gate must not wait for that lock.
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
                List<IndexRecord> indexes = new ArrayList<>();
                for (int i = 0; i < definition.indexes().size(); i++) {
                    sequence++;
                    indexes.add(new IndexRecord(Math.toIntExact(sequence), true));
                }
                TableRecord table = new TableRecord(definition, sequence, indexes);
                position = log.append(RecordType.CREATE_TABLE, number, NO_KEY, DefinitionCodec.encode(table));
                created = createNow(number, table);
            } finally {
                gate.leave(stamp);
            }
        }
        log.await(position);
        return created.info();
    }

    private CataloguedTable createNow(int number, TableRecord definition) {
        RowCodec rows = newCodec(definition.definition().keys(), number);
        List<CataloguedIndex> indexes = new ArrayList<>();
        for (int i = 0; i < definition.indexes().size(); i++) {
            IndexDefinition index = definition.definition().indexes().get(i);
            indexes.add(new CataloguedIndex(
                    openIndex(
                            definition.indexes().get(i).number(),
                            definition.definition().name(),
                            index,
                            rows,
                            BuildProgress.complete()),
                    true));
        }
        StoredTable table = new StoredTable(
                number,
                rows,
                openRows(number, definition.definition().name()),
                Partitions.ofNewTable(rows),
                0,
                indexes.stream().map(CataloguedIndex::index).toList());
        CataloguedTable created = new CataloguedTable(table, definition.definition(), definition.sequence(), indexes);
        tables = tables.with(created);
        lastSequence = definition.sequence();
        return created;
    }

    RowCodec newCodec(KeySchema keys, int number) {
        return new RowCodec(keys, new Dictionary(place + ", table " + number));
    }

    /** The map with the rows of a table, which is created if it does not exist. */
    PageMap openRows(int number, String table) {
        return pages.openMap(mapName(number), "table " + table);
    }

    /** The index with a number, whose map is created if it does not exist. */
    StoredIndex openIndex(int number, String table, IndexDefinition definition, RowCodec rows, BuildProgress progress) {
        String contents = "index " + definition.name() + " of table " + table;
        return new StoredIndex(number, definition, rows, pages.openMap(indexMapName(number), contents), progress);
    }

    /** The name of the map with an index's entries. */
    static String indexMapName(int number) {
        return "index." + number;
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
            TableDefinition changed = definition.withIndexes(old.definition().indexes());
            long stamp = gate.enter();
            try {
                TableRecord table = new TableRecord(
                        changed, lastSequence + 1, old.toRecord().indexes());
                position = append(old, table, log);
                altered = alterNow(old, table);
            } finally {
                gate.leave(stamp);
            }
        }
        log.await(position);
        return altered.info();
    }

    private static long append(CataloguedTable old, TableRecord table, WriteLog log) {
        return log.append(RecordType.ALTER_TABLE, old.table().number(), NO_KEY, DefinitionCodec.encode(table));
    }

    TableInfo createIndex(String name, IndexDefinition index, WriteLog log) {
        if (!index.isGlobal()) {
            throw new ItemException(
                    ErrorCode.INVALID_INDEX, "A local index is created with its table: " + index.name());
        }
        CataloguedTable altered;
        long position;
        synchronized (this) {
            CataloguedTable old = require(name);
            if (old.indexOf(index.name()) >= 0) {
                throw new ItemException(ErrorCode.INDEX_EXISTS, index.name());
            }
            List<IndexDefinition> definitions = new ArrayList<>(old.definition().indexes());
            definitions.add(index);
            List<IndexRecord> records = new ArrayList<>(old.toRecord().indexes());
            records.add(new IndexRecord(Math.toIntExact(lastSequence + 1), false));
            TableRecord table = new TableRecord(old.definition().withIndexes(definitions), lastSequence + 1, records);
            // Nobody may be writing who does not know the index.
            long stamp = gate.close();
            try {
                position = append(old, table, log);
                altered = alterNow(old, table);
            } finally {
                gate.open(stamp);
            }
        }
        log.await(position);
        return altered.info();
    }

    TableInfo dropIndex(String name, String index, WriteLog log) {
        CataloguedTable altered;
        long position;
        synchronized (this) {
            CataloguedTable old = require(name);
            int place = old.indexOf(index);
            if (place < 0) {
                throw new ItemException(ErrorCode.UNKNOWN_INDEX, index);
            }
            if (!old.definition().indexes().get(place).isGlobal()) {
                throw new ItemException(ErrorCode.INVALID_INDEX, "A local index is dropped with its table: " + index);
            }
            List<IndexDefinition> definitions = new ArrayList<>(old.definition().indexes());
            definitions.remove(place);
            List<IndexRecord> records = new ArrayList<>(old.toRecord().indexes());
            records.remove(place);
            TableRecord table = new TableRecord(old.definition().withIndexes(definitions), lastSequence + 1, records);
            // Nobody may be writing into the map when it goes.
            long stamp = gate.close();
            try {
                position = append(old, table, log);
                altered = alterNow(old, table);
            } finally {
                gate.open(stamp);
            }
        }
        log.await(position);
        return altered.info();
    }

    /** Makes an index ready for use that is completely built; does nothing if it is gone. */
    void activate(StoredTable stored, StoredIndex index, WriteLog log) {
        long position;
        synchronized (this) {
            CataloguedTable old = tables.get(stored.number());
            int place = old == null ? -1 : old.indexOf(index.name());
            if (place < 0 || old.indexes().get(place).index().number() != index.number()) {
                return;
            }
            List<IndexRecord> records = new ArrayList<>(old.toRecord().indexes());
            records.set(place, new IndexRecord(index.number(), true));
            TableRecord table = new TableRecord(old.definition(), lastSequence + 1, records);
            long stamp = gate.enter();
            try {
                position = append(old, table, log);
                alterNow(old, table);
            } finally {
                gate.leave(stamp);
            }
        }
        log.await(position);
    }

    private CataloguedTable alterNow(CataloguedTable old, TableRecord changed) {
        Map<Integer, StoredIndex> known = new LinkedHashMap<>();
        old.table().indexes().forEach(index -> known.put(index.number(), index));
        List<CataloguedIndex> indexes = new ArrayList<>();
        for (int i = 0; i < changed.indexes().size(); i++) {
            IndexRecord record = changed.indexes().get(i);
            StoredIndex index = known.remove(record.number());
            if (index == null) {
                IndexDefinition definition = changed.definition().indexes().get(i);
                index = openIndex(
                        record.number(), old.name(), definition, old.table().rows(), BuildProgress.none());
            }
            indexes.add(new CataloguedIndex(index, record.active()));
        }
        List<StoredIndex> stored = indexes.stream().map(CataloguedIndex::index).toList();
        if (!stored.equals(old.table().indexes())) {
            old.table().setIndexes(stored);
        }
        CataloguedTable altered = new CataloguedTable(old.table(), changed.definition(), changed.sequence(), indexes);
        tables = tables.with(altered);
        lastSequence = changed.sequence();
        known.values().forEach(this::remove);
        return altered;
    }

    private void remove(StoredIndex index) {
        index.drop();
        pages.removeMap(index.map());
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
        old.table().indexes().forEach(this::remove);
        pages.removeMap(old.table().map());
    }

    /** Sets the tables as they were saved; for recovery, before anybody else uses the store. */
    void restore(TableSet saved) {
        tables = saved;
    }

    /** Does again what a record of the journal says; for recovery, before anybody else uses the store. */
    synchronized void replay(RecordType type, int number, byte[] value) {
        switch (type) {
            case CREATE_TABLE -> createNow(number, DefinitionCodec.decode(value));
            case ALTER_TABLE -> alterNow(tables.get(number), DefinitionCodec.decode(value));
            case DROP_TABLE -> dropNow(tables.get(number));
            case PUT, DELETE, DICTIONARY, GROUP, TOKEN ->
                throw new IllegalArgumentException(type + " is no change of the catalogue");
        }
    }
}
