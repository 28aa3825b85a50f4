package io.itemql.tck.file;

import io.itemql.item.AttributeValue;
import io.itemql.item.Item;
import io.itemql.item.NumberValue;
import io.itemql.item.StringValue;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** A table: its rows, and what was saved about them. */
final class StoredTable {
    private static final long HASHES = 1L << 32;
    private static final int TAGS = 12;

    /** The saved counts of a partition. */
    private record Partition(long from, long to, Map<Long, Long> counts) {}

    private final RowReader rows = new RowReader();
    private final SortedMap<byte[], byte[]> items;
    private final List<Partition> partitions = new ArrayList<>();
    /** Whether an index was complete, by its number. */
    private final Map<Integer, Boolean> complete = new HashMap<>();

    private Definition definition;

    StoredTable(Definition definition, SortedMap<byte[], byte[]> items) {
        this.definition = definition;
        this.items = items;
    }

    Definition definition() {
        return definition;
    }

    void define(Definition newDefinition) {
        definition = newDefinition;
    }

    void addDictionaryEntry(byte[] entry) {
        rows.apply(entry);
    }

    void addPartition(long from, byte[] value) {
        ByteBuffer in = ByteBuffer.wrap(value);
        partitions.add(new Partition(from, in.getLong(), savedCounts(in)));
    }

    void addIndexState(int index, byte[] value) {
        complete.put(index, value[2 * Long.BYTES] != 0);
    }

    void put(byte[] key, byte[] row) {
        items.put(key, row);
    }

    void remove(byte[] key) {
        items.remove(key);
    }

    /** All items, in the order of their keys' bytes. */
    List<Item> items() {
        List<Item> all = new ArrayList<>();
        items.forEach((key, row) -> all.add(Item.of(attributes(key, row))));
        return all;
    }

    private Map<String, AttributeValue> attributes(byte[] key, byte[] row) {
        Map<String, AttributeValue> attributes = new LinkedHashMap<>();
        List<AttributeValue> keyValues = KeyReader.itemKey(ByteBuffer.wrap(key), definition.keys());
        for (int i = 0; i < keyValues.size(); i++) {
            attributes.put(definition.keys().get(i).name(), keyValues.get(i));
        }
        attributes.putAll(rows.read(row).attributes());
        return attributes;
    }

    /** Where the saved counts are not those of the rows, and the partitions not all hashes. */
    void checkPartitions(List<String> problems) {
        long end = 0;
        for (Partition partition : partitions) {
            if (partition.from != end) {
                problems.add(definition.name() + " has no partition at hash " + end);
            }
            end = partition.to;
            Map<Long, Long> saved = partition.counts;
            Map<Long, Long> counted = count(partition);
            if (!saved.equals(counted)) {
                problems.add(definition.name() + " counts " + saved + " from hash " + partition.from + " and has "
                        + counted);
            }
        }
        if (end != HASHES) {
            problems.add(definition.name() + " has no partition at hash " + end);
        }
    }

    /** By place; items and their bytes at −2 and −1. */
    private static Map<Long, Long> savedCounts(ByteBuffer in) {
        Map<Long, Long> counts = new TreeMap<>();
        counts.put(-2L, Bytes.signed(in));
        counts.put(-1L, Bytes.signed(in));
        Bytes.signed(in);
        while (in.hasRemaining()) {
            counts.put(Bytes.varint(in), Bytes.signed(in));
        }
        return counts;
    }

    private Map<Long, Long> count(Partition partition) {
        Map<Long, Long> counts = new TreeMap<>(Map.of(-2L, 0L, -1L, 0L));
        items.forEach((key, bytes) -> {
            long hash = Integer.toUnsignedLong(ByteBuffer.wrap(key).getInt());
            if (hash < partition.from || hash >= partition.to) {
                return;
            }
            RowReader.Row row = rows.read(bytes);
            counts.merge(-2L, 1L, Long::sum);
            counts.merge(-1L, (long) row.itemBytes(), Long::sum);
            List<AttributeValue> keyValues = KeyReader.itemKey(ByteBuffer.wrap(key), definition.keys());
            for (int i = 0; i < keyValues.size(); i++) {
                counts.merge((long) TAGS * i + keyTag(keyValues.get(i)), 1L, Long::sum);
            }
            row.tags()
                    .forEach((number, tag) ->
                            counts.merge((long) TAGS * (2 + number) + (tag == 5 ? 4 : tag), 1L, Long::sum));
        });
        return counts;
    }

    private static int keyTag(AttributeValue value) {
        if (value instanceof NumberValue number) {
            return isLong(number) ? 1 : 2;
        }
        return value instanceof StringValue ? 0 : 3;
    }

    private static boolean isLong(NumberValue number) {
        BigInteger min = BigInteger.valueOf(Long.MIN_VALUE);
        BigInteger max = BigInteger.valueOf(Long.MAX_VALUE);
        if (number.toBigDecimal().stripTrailingZeros().scale() > 0) {
            return false;
        }
        BigInteger whole = number.toBigDecimal().toBigInteger();
        return whole.compareTo(min) >= 0 && whole.compareTo(max) <= 0;
    }

    /** Where an index does not hold exactly what the items say. */
    void checkIndex(Definition.Index index, SortedMap<byte[], byte[]> entries, List<String> problems) {
        Map<List<AttributeValue>, Map<String, AttributeValue>> expected = new HashMap<>();
        items.forEach((key, row) -> {
            Map<String, AttributeValue> attributes = attributes(key, row);
            List<AttributeValue> entry = entryKey(index, attributes);
            if (!entry.isEmpty()) {
                attributes.keySet().retainAll(projected(index, attributes.keySet()));
                expected.put(entry, attributes);
            }
        });
        entries.forEach((key, row) -> {
            List<AttributeValue> entry = KeyReader.entryKey(ByteBuffer.wrap(key), index.keys(), definition.keys());
            Map<String, AttributeValue> found = new HashMap<>(rows.read(row).attributes());
            definition.keys().forEach(attribute -> found.remove(attribute.name()));
            Map<String, AttributeValue> right = expected.remove(entry);
            if (!found.equals(right)) {
                problems.add(name(index) + " has " + entry + " with " + found + " instead of " + right);
            }
        });
        // While it is built, and until it is in use, entries may be missing; none may be wrong.
        if (complete.getOrDefault(index.number(), index.isInUse()) && !expected.isEmpty()) {
            problems.add(name(index) + " lacks " + expected.keySet());
        }
    }

    private String name(Definition.Index index) {
        return definition.name() + "." + index.name();
    }

    /** The key of an item's entry; empty if it has none. */
    private List<AttributeValue> entryKey(Definition.Index index, Map<String, AttributeValue> attributes) {
        List<AttributeValue> values = new ArrayList<>();
        for (Definition.Key key : index.keys()) {
            AttributeValue value = attributes.get(key.name());
            if (value == null || !value.type().name().equals(key.type())) {
                return List.of();
            }
            values.add(value);
        }
        definition.keys().forEach(key -> values.add(attributes.get(key.name())));
        return values;
    }

    /** The attributes of an entry's row: what is projected and the index's key, without the item's key. */
    private Set<String> projected(Definition.Index index, Set<String> all) {
        Set<String> names = new HashSet<>(
                switch (index.projection()) {
                    case "ALL" -> all;
                    case "KEYS_ONLY" -> Set.<String>of();
                    default -> index.included();
                });
        index.keys().forEach(key -> names.add(key.name()));
        definition.keys().forEach(key -> names.remove(key.name()));
        return names;
    }

    @Override
    public String toString() {
        return definition.name() + ", " + items.size() + " items, " + partitions;
    }
}
