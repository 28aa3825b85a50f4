package io.itemql.store.mv;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.store.mv.index.StoredIndex;
import io.itemql.store.mv.page.PageCursor;
import io.itemql.store.mv.page.PageMap;
import io.itemql.store.mv.page.PageStore;
import io.itemql.store.mv.partition.Partition;
import io.itemql.store.mv.partition.Partitions;
import io.itemql.store.mv.row.AttributeCounts;
import io.itemql.store.mv.row.RowCodec;
import io.itemql.store.mv.table.CataloguedIndex;
import io.itemql.store.mv.table.CataloguedTable;
import io.itemql.store.mv.table.DefinitionCodec;
import io.itemql.store.mv.table.StoredTable;
import io.itemql.store.mv.table.TableRecord;
import io.itemql.store.mv.table.TableRecord.IndexRecord;
import io.itemql.store.mv.table.TableSet;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a checkpoint saves beside the rows: the journal's position, the definitions, dictionaries and counts. It lies in
 * a map of the same file, so that one commit saves it together with the rows that it belongs to. Not thread-safe: used
 * by recovery and, with the gate closed, by checkpoints.
 *
 * <p>Keys are a letter and numbers of fixed length: {@code J}; {@code T} table; {@code D} table, number of the entry;
 * {@code P} table, first hash; {@code A} table; {@code I} table, number of the index; and {@code K} with the name of a
 * client's token.
 */
final class StoreState {
    static final String MAP = "state";
    static final byte JOURNAL = 'J';
    static final byte TABLE = 'T';
    static final byte DICTIONARY = 'D';
    private static final byte PARTITION = 'P';
    private static final byte APPEARANCES = 'A';
    private static final byte INDEX = 'I';
    private static final byte TOKEN = 'K';

    /** What of a table is saved. */
    private static final class Saved {
        private long sequence;
        private int entries;
        private long appearances;
        private List<Partition> partitions = List.of();
        /** The values under {@code I} by the indexes' numbers. */
        private final Map<Integer, byte[]> indexes = new HashMap<>();
    }

    private final String place;
    private final PageStore pages;
    private final PageMap map;
    private final BatchTokens tokens;
    private final Map<Integer, Saved> saved = new HashMap<>();

    StoreState(String place, PageStore pages, BatchTokens tokens) {
        this.place = place;
        this.pages = pages;
        this.tokens = tokens;
        this.map = pages.openMap(MAP);
    }

    /** The position up to which the journal is contained in the maps. */
    long journalPosition() {
        return journal().getLong();
    }

    private ByteBuffer journal() {
        byte[] value = map.get(new byte[] {JOURNAL});
        if (value == null || value.length != 2 * Long.BYTES) {
            throw damaged("the state does not say where the journal goes on");
        }
        return ByteBuffer.wrap(value);
    }

    private ItemException damaged(String what) {
        return new ItemException(ErrorCode.STORE_DAMAGED, place, what);
    }

    /** Brings the map up to date with the tables; the gate must be closed. */
    void save(TableRegistry registry, long journalPosition) {
        map.put(
                new byte[] {JOURNAL},
                ByteBuffer.allocate(2 * Long.BYTES)
                        .putLong(journalPosition)
                        .putLong(registry.lastSequence())
                        .array());
        TableSet tables = registry.set();
        forgetAllBut(tables);
        for (CataloguedTable table : tables.list()) {
            save(table, saved.computeIfAbsent(table.table().number(), number -> new Saved()));
        }
        for (BatchTokens.Change token : tokens.takeChanges()) {
            if (token.value() == null) {
                map.remove(key(token.name()));
            } else {
                map.put(key(token.name()), token.value());
            }
        }
    }

    private static byte[] key(byte[] token) {
        return ByteBuffer.allocate(1 + token.length).put(TOKEN).put(token).array();
    }

    private void loadTokens() {
        PageCursor cursor = map.cursor(map.root(), new byte[] {TOKEN}, false);
        while (cursor.next() && cursor.key()[0] == TOKEN) {
            if (cursor.value().length != 2 * Long.BYTES) {
                throw damaged("a token has " + cursor.value().length + " bytes");
            }
            tokens.restore(Arrays.copyOfRange(cursor.key(), 1, cursor.key().length), cursor.value(), true);
        }
        tokens.sortByAge();
    }

    private void forgetAllBut(TableSet tables) {
        Iterator<Map.Entry<Integer, Saved>> each = saved.entrySet().iterator();
        while (each.hasNext()) {
            Map.Entry<Integer, Saved> old = each.next();
            int number = old.getKey();
            if (tables.get(number) == null) {
                map.remove(key(TABLE, number));
                map.remove(key(APPEARANCES, number));
                for (int i = 0; i < old.getValue().entries; i++) {
                    map.remove(key(DICTIONARY, number, i));
                }
                forgetPartitions(number, old.getValue());
                old.getValue().indexes.keySet().forEach(index -> map.remove(key(INDEX, number, index)));
                each.remove();
            }
        }
    }

    private void forgetPartitions(int number, Saved old) {
        for (Partition partition : old.partitions) {
            map.remove(key(PARTITION, number, (int) partition.from()));
        }
    }

    private void save(CataloguedTable table, Saved old) {
        StoredTable stored = table.table();
        int number = stored.number();
        if (old.sequence != table.sequence()) {
            map.put(key(TABLE, number), DefinitionCodec.encode(table.toRecord()));
            old.sequence = table.sequence();
        }
        List<byte[]> entries = stored.rows().dictionary().entries();
        for (; old.entries < entries.size(); old.entries++) {
            map.put(key(DICTIONARY, number, old.entries), entries.get(old.entries));
        }
        if (old.appearances != stored.appearances()) {
            old.appearances = stored.appearances();
            map.put(
                    key(APPEARANCES, number),
                    ByteBuffer.allocate(Long.BYTES).putLong(old.appearances).array());
        }
        savePartitions(stored, old);
        saveIndexes(stored, old);
    }

    private void saveIndexes(StoredTable stored, Saved old) {
        int number = stored.number();
        Set<Integer> gone = new HashSet<>(old.indexes.keySet());
        for (StoredIndex index : stored.indexes()) {
            gone.remove(index.number());
            byte[] value = IndexState.encode(index);
            if (!Arrays.equals(value, old.indexes.put(index.number(), value))) {
                map.put(key(INDEX, number, index.number()), value);
            }
        }
        for (int index : gone) {
            old.indexes.remove(index);
            map.remove(key(INDEX, number, index));
        }
    }

    private void savePartitions(StoredTable stored, Saved old) {
        int number = stored.number();
        List<Partition> partitions = stored.partitions().list();
        if (!partitions.equals(old.partitions)) {
            forgetPartitions(number, old);
            partitions.forEach(Partition::markChanged);
            old.partitions = partitions;
        }
        for (Partition partition : partitions) {
            byte[] counts = partition.takeChange();
            if (counts != null) {
                byte[] value = ByteBuffer.allocate(Long.BYTES + counts.length)
                        .putLong(partition.to())
                        .put(counts)
                        .array();
                map.put(key(PARTITION, number, (int) partition.from()), value);
            }
        }
    }

    private static byte[] key(byte kind, int... numbers) {
        ByteBuffer key = ByteBuffer.allocate(1 + numbers.length * Integer.BYTES).put(kind);
        for (int number : numbers) {
            key.putInt(number);
        }
        return key.array();
    }

    /** The tables as they were saved; the tokens are restored too. */
    TableRegistry load(WriteGate gate) {
        ByteBuffer journal = journal();
        journal.getLong();
        long lastSequence = journal.getLong();
        TableRegistry registry = new TableRegistry(place, pages, gate, TableSet.EMPTY, lastSequence);
        List<CataloguedTable> tables = new ArrayList<>();
        PageCursor cursor = map.cursor(map.root(), new byte[] {TABLE}, false);
        while (cursor.next() && cursor.key()[0] == TABLE) {
            int number = ByteBuffer.wrap(cursor.key(), 1, Integer.BYTES).getInt();
            tables.add(load(registry, number, cursor.value()));
        }
        registry.restore(TableSet.of(tables));
        loadTokens();
        return registry;
    }

    private CataloguedTable load(TableRegistry registry, int number, byte[] definitionBytes) {
        TableRecord table;
        try {
            table = DefinitionCodec.decode(definitionBytes);
        } catch (IllegalArgumentException e) {
            throw ItemException.causedBy(e, ErrorCode.STORE_DAMAGED, place, "the definition of table " + number);
        }
        Saved old = new Saved();
        old.sequence = table.sequence();
        RowCodec rows = registry.newCodec(table.definition().keys(), number);
        PageCursor entries = map.cursor(map.root(), key(DICTIONARY, number), false);
        while (entries.next() && isOf(entries.key(), DICTIONARY, number)) {
            rows.dictionary().apply(entries.value());
            old.entries++;
        }
        byte[] appearances = map.get(key(APPEARANCES, number));
        old.appearances = appearances == null ? 0 : ByteBuffer.wrap(appearances).getLong();
        old.partitions = loadPartitions(number, rows);
        saved.put(number, old);
        List<CataloguedIndex> indexes = loadIndexes(registry, number, table, rows, old);
        PageMap items = registry.openRows(number, table.definition().name());
        StoredTable stored = new StoredTable(
                number,
                rows,
                items,
                Partitions.of(old.partitions),
                old.appearances,
                indexes.stream().map(CataloguedIndex::index).toList());
        long counted = stored.counts().items();
        if (counted != items.size()) {
            throw damaged("table " + number + " has " + items.size() + " rows and counts " + counted);
        }
        return new CataloguedTable(stored, table.definition(), old.sequence, indexes);
    }

    private List<CataloguedIndex> loadIndexes(
            TableRegistry registry, int number, TableRecord table, RowCodec rows, Saved old) {
        List<CataloguedIndex> indexes = new ArrayList<>();
        for (int i = 0; i < table.indexes().size(); i++) {
            IndexRecord record = table.indexes().get(i);
            byte[] value = map.get(key(INDEX, number, record.number()));
            if (value == null) {
                throw damaged("nothing is known of index " + record.number() + " of table " + number);
            }
            old.indexes.put(record.number(), value);
            IndexState state = IndexState.decode(value);
            StoredIndex index = registry.openIndex(
                    record.number(),
                    table.definition().name(),
                    table.definition().indexes().get(i),
                    rows,
                    state.progress());
            index.restoreEntryBytes(state.entryBytes());
            if (state.entries() != index.map().size()) {
                throw damaged("index " + record.number() + " of table " + number + " has "
                        + index.map().size() + " entries and counts " + state.entries());
            }
            if (record.active() && !state.progress().isComplete()) {
                throw damaged("index " + record.number() + " of table " + number + " is in use and not complete");
            }
            indexes.add(new CataloguedIndex(index, record.active()));
        }
        return indexes;
    }

    private List<Partition> loadPartitions(int number, RowCodec rows) {
        List<Partition> partitions = new ArrayList<>();
        PageCursor parts = map.cursor(map.root(), key(PARTITION, number), false);
        long end = 0;
        while (parts.next() && isOf(parts.key(), PARTITION, number)) {
            ByteBuffer value = ByteBuffer.wrap(parts.value());
            long to = value.getLong();
            byte[] counts = new byte[value.remaining()];
            value.get(counts);
            long from = Integer.toUnsignedLong(ByteBuffer.wrap(parts.key()).getInt(1 + Integer.BYTES));
            if (from != end) {
                throw damaged("table " + number + " has no partition at hash " + end);
            }
            partitions.add(new Partition(from, to, AttributeCounts.fromBytes(counts, rows)));
            end = to;
        }
        if (end != Partitions.HASHES) {
            throw damaged("table " + number + " has no partition at hash " + end);
        }
        return List.copyOf(partitions);
    }

    private static boolean isOf(byte[] key, byte kind, int number) {
        return key[0] == kind && ByteBuffer.wrap(key).getInt(1) == number;
    }
}
