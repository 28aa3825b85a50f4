package io.itemql.store.mv;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.store.Access;
import io.itemql.store.ItemKey;
import io.itemql.store.ItemPosition;
import io.itemql.store.ItemRead;
import io.itemql.store.mv.index.StoredIndex;
import io.itemql.store.mv.key.IndexKeyCodec;
import io.itemql.store.mv.key.KeyCodec;
import io.itemql.store.mv.key.KeyRange;
import io.itemql.store.mv.page.EntryCursor;
import io.itemql.store.mv.page.EntryView;
import io.itemql.store.mv.row.StoredRow;
import io.itemql.store.mv.table.StoredTable;
import java.util.List;

/** The stored rows that a read examines, in its order, whether or not they meet its filter. Not thread-safe. */
abstract class RowSource implements StoredRow.KeySource {
    /** Moves on; false at the end. */
    abstract boolean next();

    /** Whether the cost of each row is rounded by itself, as GetItem's and BatchGetItem's is. */
    abstract boolean isPricedSingly();

    /** Looked-up keys without an item since the last call. */
    int takeMissing() {
        return 0;
    }

    abstract byte[] row();

    /** Where the source stands: what a later read starts after to go on from here. */
    ItemPosition position(StoredTable table) {
        return ItemPosition.of(table.rows().keyCodec().decode(key()));
    }

    /**
     * The rows that a read of a table reaches, from its start on.
     *
     * @throws ItemException with {@link ErrorCode#KEY_SCHEMA_MISMATCH} or {@link ErrorCode#INVALID_START_KEY}
     */
    static RowSource open(ItemRead read, StoredTable table, EntryView items) {
        KeyCodec codec = table.rows().keyCodec();
        Access access = read.access();
        ItemPosition startAfter = read.startAfter().orElse(null);
        if (startAfter != null && startAfter.indexKey().isPresent()) {
            throw new ItemException(ErrorCode.INVALID_START_KEY, ": it is a place in an index");
        }
        if (access instanceof Access.Get get) {
            return new Lookups(keysAfter(get.keys(), startAfter), codec, items);
        }
        byte[] start = startAfter == null ? null : codec.encode(startAfter.key());
        if (access instanceof Access.Query query) {
            KeyRange range = codec.range(query.partition(), query.range());
            KeyRange partition = start == null ? null : codec.partitionRange(query.partition());
            return walk(query, range, partition, start, items);
        }
        return walk((Access.Scan) access, start, items);
    }

    /**
     * The entries that a read of an index reaches, from its start on, with the keys of their items.
     *
     * @throws ItemException as {@link #open} does
     */
    static RowSource openIndex(ItemRead read, StoredTable table, StoredIndex index, EntryView entries) {
        IndexKeyCodec codec = index.keyCodec();
        byte[] start = null;
        if (read.startAfter().isPresent()) {
            ItemPosition startAfter = read.startAfter().get();
            ItemKey indexKey = startAfter
                    .indexKey()
                    .orElseThrow(() -> new ItemException(ErrorCode.INVALID_START_KEY, ": it is no place in an index"));
            start = codec.encode(indexKey, table.rows().keyCodec().encode(startAfter.key()));
        }
        if (read.access() instanceof Access.Query query) {
            KeyRange range = codec.range(query.partition(), query.range());
            KeyRange partition = start == null ? null : codec.partitionRange(query.partition());
            return new IndexWalk(walk(query, range, partition, start, entries), codec);
        }
        return new IndexWalk(walk((Access.Scan) read.access(), start, entries), codec);
    }

    private static RowSource walk(
            Access.Query query, KeyRange range, KeyRange partition, byte[] start, EntryView entries) {
        KeyRange rest = range;
        if (start != null) {
            if (!partition.contains(start)) {
                throw new ItemException(
                        ErrorCode.INVALID_START_KEY, ": it is outside query boundaries based on provided conditions");
            }
            rest = query.descending() ? range.before(start) : range.after(start);
        }
        return new Walk(rest, query.descending(), entries);
    }

    private static RowSource walk(Access.Scan scan, byte[] start, EntryView entries) {
        KeyRange range = KeyCodec.segment(scan.segment(), scan.totalSegments());
        if (start != null) {
            if (!range.contains(start)) {
                throw new ItemException(
                        ErrorCode.INVALID_START_KEY,
                        ": Invalid ExclusiveStartKey. Please use ExclusiveStartKey with correct Segment. TotalSegments: "
                                + scan.totalSegments() + " Segment: " + scan.segment());
            }
            range = range.after(start);
        }
        return new Walk(range, false, entries);
    }

    private static List<ItemKey> keysAfter(List<ItemKey> keys, ItemPosition start) {
        if (start == null) {
            return keys;
        }
        int place = keys.indexOf(start.key());
        if (place < 0) {
            throw new ItemException(ErrorCode.INVALID_START_KEY, ": it is not one of the keys");
        }
        return keys.subList(place + 1, keys.size());
    }

    /** The items of single keys. */
    private static final class Lookups extends RowSource {
        private final EntryView items;
        private final byte[][] keys;
        private byte[] row;
        private int next;
        private int missing;

        Lookups(List<ItemKey> keys, KeyCodec codec, EntryView items) {
            this.items = items;
            this.keys = new byte[keys.size()][];
            // All at once, so that a key that does not fit fails before anything is read.
            for (int i = 0; i < this.keys.length; i++) {
                this.keys[i] = codec.encode(keys.get(i));
            }
        }

        @Override
        boolean next() {
            while (next < keys.length) {
                row = items.get(keys[next++]);
                if (row != null) {
                    return true;
                }
                missing++;
            }
            return false;
        }

        @Override
        public byte[] key() {
            return keys[next - 1];
        }

        @Override
        byte[] row() {
            return row;
        }

        @Override
        int takeMissing() {
            int count = missing;
            missing = 0;
            return count;
        }

        @Override
        boolean isPricedSingly() {
            return true;
        }
    }

    /** The rows of a range of keys, taken from the walk only as they are asked for. */
    private static final class Walk extends RowSource {
        /** Null where no key can be in the range. */
        private final EntryCursor cursor;

        Walk(KeyRange range, boolean descending, EntryView entries) {
            cursor = range.isEmpty() ? null : entries.cursor(range, descending);
        }

        @Override
        boolean next() {
            return cursor != null && cursor.next();
        }

        @Override
        public byte[] key() {
            return cursor.key();
        }

        @Override
        byte[] row() {
            return cursor.value();
        }

        @Override
        boolean isPricedSingly() {
            return false;
        }
    }

    /** The entries of an index: the key of each is taken apart. */
    private static final class IndexWalk extends RowSource {
        private final RowSource entries;
        private final IndexKeyCodec codec;
        private byte[] key;

        IndexWalk(RowSource entries, IndexKeyCodec codec) {
            this.entries = entries;
            this.codec = codec;
        }

        @Override
        boolean next() {
            if (!entries.next()) {
                return false;
            }
            key = codec.itemKey(entries.key());
            return true;
        }

        @Override
        public byte[] key() {
            return key;
        }

        @Override
        byte[] row() {
            return entries.row();
        }

        @Override
        ItemPosition position(StoredTable table) {
            return ItemPosition.of(table.rows().keyCodec().decode(key()), codec.decode(entries.key()));
        }

        @Override
        boolean isPricedSingly() {
            return false;
        }
    }
}
