package io.itemql.store.mv.check;

import io.itemql.item.AttributeValue;
import io.itemql.item.BinaryValue;
import io.itemql.item.Item;
import io.itemql.item.ItemSize;
import io.itemql.item.NumberValue;
import io.itemql.item.StringValue;
import io.itemql.table.IndexDefinition;
import io.itemql.table.KeyAttribute;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * Checks one index against the items of its table, both ways: every item that belongs into it must have its entry, and
 * every entry must have its item and show of it what the index projects. Give it all items, through its {@link
 * TableCheck}, then every entry in the order of the keys, and {@link #finish}. Not thread-safe.
 */
public final class IndexCheck {
    private static final int PARTITION_BYTES_MAX = 2048;
    private static final int SORT_BYTES_MAX = 1024;

    /**
     * What is stored of an index.
     *
     * @param entryRows gives the row of an entry by its key, {@code null} if there is none; throws {@link
     *     Unreadable} if that cannot be told
     * @param itemRows gives the row of an item by its key, likewise
     * @param count how many entries it says it has
     * @param bytes what it says their sizes add up to
     * @param builtUpTo the key bytes of the last item whose entry must be there; {@code null} if all must be
     */
    // Is read and never compared, so it does not matter that arrays are equal by identity only.
    @SuppressWarnings("ArrayRecordComponent")
    public record Stored(
            UnaryOperator<byte[]> entryRows,
            UnaryOperator<byte[]> itemRows,
            long count,
            long bytes,
            byte[] builtUpTo) {}

    private final IndexDefinition definition;
    private final ItemReader reader;
    private final KeyReader keyReader;
    private final Stored stored;
    /** Null for all attributes. */
    private final Set<String> projected;

    private final Findings findings = new Findings();
    private boolean unreadable;
    private long entries;
    private long bytes;
    private byte[] before;

    IndexCheck(IndexDefinition definition, ItemReader reader, Stored stored) {
        this.definition = definition;
        this.reader = reader;
        this.keyReader = new KeyReader(definition.keys());
        this.stored = stored;
        if (definition.projectsAll()) {
            projected = null;
        } else {
            projected = new HashSet<>(definition.projection().attributes());
            definition.keys().attributes().forEach(key -> projected.add(key.name()));
            reader.keys().forEach(key -> projected.add(key.name()));
        }
    }

    public String name() {
        return definition.name();
    }

    /** Looks for the entry of an item. */
    void checkItem(byte[] itemKey, Item item) {
        List<AttributeValue> key = keyOf(item);
        boolean mayBeMissing = stored.builtUpTo() != null && Arrays.compareUnsigned(itemKey, stored.builtUpTo()) > 0;
        if (key != null && !mayBeMissing && !mayHaveEntry(KeyWriter.entry(key, itemKey))) {
            findings.add("item " + HexFormat.of().formatHex(itemKey), "no entry of it is there under " + named(key));
        }
    }

    private boolean mayHaveEntry(byte[] entryKey) {
        try {
            return stored.entryRows().apply(entryKey) != null;
        } catch (Unreadable e) {
            // ignored: the walk over the entries comes to their page
            return true;
        }
    }

    /** The values under which an item is in the index; {@code null} if it is not. */
    private List<AttributeValue> keyOf(Item item) {
        List<AttributeValue> values = new ArrayList<>();
        for (KeyAttribute key : definition.keys().attributes()) {
            AttributeValue value = item.get(key.name());
            int bytesMax = values.isEmpty() ? PARTITION_BYTES_MAX : SORT_BYTES_MAX;
            if (value == null || value.type() != key.type() || !canBeKey(value, bytesMax)) {
                return null;
            }
            values.add(value);
        }
        return values;
    }

    private static boolean canBeKey(AttributeValue value, int bytesMax) {
        if (value instanceof NumberValue) {
            return true;
        }
        int length = value instanceof StringValue text
                ? text.value().getBytes(StandardCharsets.UTF_8).length
                : ((BinaryValue) value).length();
        return length > 0 && length <= bytesMax;
    }

    private Map<String, AttributeValue> named(List<AttributeValue> values) {
        Map<String, AttributeValue> named = new LinkedHashMap<>();
        for (int i = 0; i < values.size(); i++) {
            named.put(definition.keys().attributes().get(i).name(), values.get(i));
        }
        return named;
    }

    /** Takes the next entry. */
    public void addEntry(byte[] key, byte[] row) {
        entries++;
        String place = "entry " + HexFormat.of().formatHex(key);
        if (before != null && Arrays.compareUnsigned(before, key) >= 0) {
            findings.add(place, "it is not behind the entry before it");
        }
        before = key;
        try {
            ItemReader.guarded(() -> {
                check(place, key, row);
                return null;
            });
        } catch (Malformed e) {
            findings.add(place, e.getMessage());
        }
    }

    private void check(String place, byte[] key, byte[] bytesOfRow) {
        KeyReader.Entry entry = keyReader.readEntry(key);
        RowReader.Row row = reader.rowReader().read(bytesOfRow);
        bytes += row.itemBytes();
        Item shown = reader.item(reader.keyReader().read(entry.itemKey()), row);
        int size = ItemSize.of(shown);
        if (size != row.itemBytes()) {
            findings.add(place, "it says " + row.itemBytes() + " bytes and has " + size);
        }
        byte[] itemRow;
        try {
            itemRow = stored.itemRows().apply(entry.itemKey());
        } catch (Unreadable e) {
            // ignored: the walk over the items has come to their page
            return;
        }
        if (itemRow == null) {
            findings.add(place, "there is no item of its key");
            return;
        }
        Item item;
        try {
            item = reader.read(entry.itemKey(), itemRow);
        } catch (Malformed e) {
            // ignored: it is a finding about the item, and found there
            return;
        }
        List<AttributeValue> right = keyOf(item);
        if (!entry.values().equals(right)) {
            findings.add(
                    place,
                    "it stands under " + named(entry.values()) + " and its item "
                            + (right == null ? "belongs to no entry" : "has " + named(right)));
        } else if (!shown.equals(project(item))) {
            findings.add(place, "it does not show what its item has: " + difference(shown, project(item)));
        }
    }

    private Item project(Item item) {
        if (projected == null) {
            return item;
        }
        Map<String, AttributeValue> attributes = new LinkedHashMap<>(item.attributes());
        attributes.keySet().retainAll(projected);
        return Item.of(attributes);
    }

    private static String difference(Item shown, Item right) {
        Set<String> names = new TreeSet<>(shown.attributes().keySet());
        names.addAll(right.attributes().keySet());
        names.removeIf(name -> Objects.equals(shown.get(name), right.get(name)));
        String name = names.iterator().next();
        return name + " is " + text(shown.get(name)) + " there and " + text(right.get(name)) + " in the item";
    }

    private static String text(AttributeValue value) {
        return value == null ? "missing" : value.toString();
    }

    /**
     * Takes entries that cannot be read, in their place among the others. Nothing is compared with the counts then.
     *
     * @param to the first key behind them; {@code null} if there is none
     */
    public void addUnreadable(byte[] from, byte[] to, String why) {
        unreadable = true;
        findings.addUnreadable(from, to, why);
    }

    /** Compares what was counted with what is stored. */
    public void finish() {
        if (unreadable) {
            return;
        }
        if (entries != stored.count()) {
            findings.add("the counts", "it says " + stored.count() + " entries and has " + entries);
        }
        if (bytes != stored.bytes()) {
            findings.add("the counts", "it says " + stored.bytes() + " bytes of entries and has " + bytes);
        }
    }

    public Findings findings() {
        return findings;
    }

    /** How many entries were looked at. */
    public long entries() {
        return entries;
    }
}
