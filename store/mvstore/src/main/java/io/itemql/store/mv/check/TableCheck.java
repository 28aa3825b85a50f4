package io.itemql.store.mv.check;

import io.itemql.item.AttributeValue;
import io.itemql.item.Item;
import io.itemql.item.ItemSize;
import io.itemql.item.NumberValue;
import io.itemql.table.IndexDefinition;
import io.itemql.table.TableDefinition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * Checks one table: give it the dictionary's entries, the partitions with their stored counts, then every row in the
 * order of the keys, and {@link #finish}; an index is checked with it and behind it. Not thread-safe.
 */
public final class TableCheck {
    private static final int TRUE = 5;
    private static final int FALSE = 4;
    private static final long HASHES = 1L << 32;

    /**
     * A hash range and what is stored of it.
     *
     * @param from the first hash
     * @param to the first hash behind it
     */
    private record Range(long from, long to, StoredCounts stored, StoredCounts counted) {}

    private final ItemReader reader;
    private final List<Range> ranges = new ArrayList<>();
    private final StoredCounts pending = new StoredCounts();
    private boolean splitting;
    private final List<IndexCheck> indexes = new ArrayList<>();
    private final Findings findings = new Findings();
    private boolean unreadable;
    private long rows;
    private byte[] before;
    private int range;

    public TableCheck(TableDefinition definition) {
        this.reader = new ItemReader(definition.keys());
    }

    /** Takes an entry of the dictionary, oldest first. */
    public void addDictionaryEntry(byte[] entry) {
        try {
            reader.addDictionaryEntry(entry);
        } catch (Malformed e) {
            found("dictionary entry " + (reader.dictionary().entries() + 1), e.getMessage());
        }
    }

    /** Takes a partition with its counts, in the order of the hashes. */
    public void addPartition(long from, long to, byte[] counts) {
        long end = ranges.isEmpty() ? 0 : ranges.get(ranges.size() - 1).to();
        if (from != end || to <= from || to > HASHES) {
            found("partition from hash " + from + " to " + to, "the one before ends at " + end);
        }
        StoredCounts stored = new StoredCounts();
        addCounts("partition from hash " + from, stored, counts);
        ranges.add(new Range(from, to, stored, new StoredCounts()));
    }

    /** Takes the counts of a partition that is being split: its halves count only what has changed since. */
    public void addSplitting(byte[] counts) {
        splitting = true;
        addCounts("a partition that is being split", pending, counts);
    }

    /** Begins the check of an index, which takes part in this one: every row is looked for in it. */
    public IndexCheck addIndex(IndexDefinition definition, IndexCheck.Stored stored) {
        IndexCheck index = new IndexCheck(definition, reader, stored);
        indexes.add(index);
        return index;
    }

    private void addCounts(String place, StoredCounts into, byte[] counts) {
        try {
            ItemReader.guarded(() -> {
                into.add(counts);
                return null;
            });
        } catch (Malformed e) {
            found(place, "its counts: " + e.getMessage());
        }
    }

    /** Takes the next row. */
    public void addRow(byte[] key, byte[] row) {
        rows++;
        String place = "key " + HexFormat.of().formatHex(key);
        if (before != null && Arrays.compareUnsigned(before, key) >= 0) {
            found(place, "it is not behind the key before it");
        }
        before = key;
        try {
            ItemReader.guarded(() -> {
                check(place, key, row);
                return null;
            });
        } catch (Malformed e) {
            found(place, e.getMessage());
        }
    }

    /**
     * Takes rows that cannot be read, in their place among the others. Nothing is compared with the counts then.
     *
     * @param to the first key behind them; {@code null} if there is none
     */
    public void addUnreadable(byte[] from, byte[] to, String why) {
        unreadable = true;
        findings.addUnreadable(from, to, why);
    }

    private void check(String place, byte[] key, byte[] bytes) {
        List<AttributeValue> keyValues = reader.keyReader().read(key);
        RowReader.Row row = reader.rowReader().read(bytes);
        Item item = reader.item(keyValues, row);
        indexes.forEach(index -> index.checkItem(key, item));
        int size = ItemSize.of(item);
        if (size != row.itemBytes()) {
            found(place, "it says " + row.itemBytes() + " bytes and has " + size);
        }
        StoredCounts counted = rangeOf(KeyReader.hash(key)).counted();
        counted.addItem(row.itemBytes());
        for (int i = 0; i < keyValues.size(); i++) {
            counted.count(StoredCounts.TAGS * i + keyTag(keyValues.get(i)), 1);
        }
        for (int i = 0; i < row.numbers().length; i++) {
            int tag = row.tags()[i] == TRUE ? FALSE : row.tags()[i];
            counted.count(StoredCounts.TAGS * (2 + row.numbers()[i]) + tag, 1);
            if (row.numbers()[i] > 0 && !reader.dictionary().knows(row.numbers()[i], tag)) {
                found(place, "the dictionary knows no tag " + tag + " of attribute " + row.numbers()[i]);
            }
        }
    }

    private Range rangeOf(long hash) {
        while (range < ranges.size() && ranges.get(range).to() <= hash) {
            range++;
        }
        if (range == ranges.size()) {
            throw new Malformed("hash " + hash + " belongs to no partition");
        }
        return ranges.get(range);
    }

    private static int keyTag(AttributeValue key) {
        return switch (key.type()) {
            case S -> 0;
            case N -> ((NumberValue) key).isLong() ? 1 : 2;
            default -> 3;
        };
    }

    /** Compares what was counted with what is stored. */
    public void finish() {
        if (!unreadable) {
            compareCounts();
        }
        long end = ranges.isEmpty() ? 0 : ranges.get(ranges.size() - 1).to();
        if (end != HASHES) {
            found("the partitions", "the last one ends at hash " + end);
        }
    }

    private void compareCounts() {
        if (splitting) {
            StoredCounts counted = new StoredCounts();
            for (Range part : ranges) {
                pending.add(part.stored());
                counted.add(part.counted());
            }
            compare("all partitions together", pending, counted);
        } else {
            ranges.forEach(part -> compare("partition from hash " + part.from(), part.stored(), part.counted()));
        }
    }

    private void compare(String place, StoredCounts stored, StoredCounts counted) {
        String difference = stored.difference(counted);
        if (!difference.isEmpty()) {
            found(place, difference);
        }
    }

    private void found(String place, String what) {
        findings.add(place, what);
    }

    public Findings findings() {
        return findings;
    }

    /** The indexes that were added. */
    public List<IndexCheck> indexes() {
        return List.copyOf(indexes);
    }

    /** How many rows were looked at. */
    public long rows() {
        return rows;
    }

    /** How many entries of the dictionary were looked at. */
    public long dictionaryEntries() {
        return reader.dictionary().entries();
    }
}
