package io.itemql.store.mv.row;

import io.itemql.item.AttributeType;
import io.itemql.item.NumberValue;
import io.itemql.store.AttributeStatistics;
import io.itemql.store.TableStatistics;
import io.itemql.store.mv.key.ByteBuilder;
import io.itemql.table.KeyAttribute;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Exact counts over stored rows: items, their bytes, and how many have each attribute with each type. Serves as the
 * counts of a partition and as a change of them, which {@link #merge} adds. Not thread-safe.
 */
public final class AttributeCounts {
    /** Where the two key attributes are counted; the attributes of rows follow by their numbers. */
    private static final int SORT_KEY = 1;

    private static final int FIRST_ATTRIBUTE = 2;

    private final RowCodec codec;
    private final StoredRow row;
    private long items;
    private long itemBytes;
    /** {@code Tag.COUNT} counters for each attribute. */
    private long[] counts = new long[16 * Tag.COUNT];

    private long appearances;
    /** The counts that the current write has brought to zero; mostly none. */
    private int[] gone = new int[8];

    private int goneSize;
    private boolean notesGone;

    public AttributeCounts(RowCodec codec) {
        this.codec = codec;
        this.row = codec.newRow();
    }

    /**
     * Counts one write.
     *
     * @param oldRow the row before; {@code null} if there was none
     * @param newRow the row after; {@code null} if there is none
     * @param disappearances learns what is about to go
     * @return what went with the write, for {@link Disappearances#end}; {@code null} if nothing did
     */
    public int[] replace(byte[] key, byte[] oldRow, byte[] newRow, Disappearances disappearances) {
        // The new row first: an attribute of a table with one item must not go and come back.
        if (newRow != null) {
            add(key, newRow);
        }
        if (oldRow == null) {
            return null;
        }
        goneSize = 0;
        notesGone = true;
        remove(key, oldRow);
        notesGone = false;
        if (goneSize == 0) {
            return null;
        }
        int[] counts = Arrays.copyOf(gone, goneSize);
        disappearances.begin(counts);
        return counts;
    }

    /** Counts a row that is now there. */
    public void add(byte[] key, byte[] newRow) {
        count(key, newRow, 1);
    }

    /** Stops counting a row that is no longer there. */
    public void remove(byte[] key, byte[] oldRow) {
        count(key, oldRow, -1);
    }

    private void count(byte[] key, byte[] bytes, int by) {
        row.position(key, bytes);
        items += by;
        itemBytes += (long) by * row.itemBytes();
        addTo(0, keyKind(key, 0), by);
        if (codec.keys().hasSortKey()) {
            addTo(SORT_KEY, keyKind(key, SORT_KEY), by);
        }
        int number = -1;
        for (int ordinal = 0; ordinal < row.count(); ordinal++) {
            number = row.numberAfter(number, ordinal);
            addTo(FIRST_ATTRIBUTE + number, Tag.kind(row.tag(ordinal)), by);
        }
    }

    private int keyKind(byte[] key, int which) {
        KeyAttribute attribute = codec.keys().attributes().get(which);
        return switch (attribute.type()) {
            case S -> Tag.S;
            case B -> Tag.B;
            default -> {
                NumberValue number = (NumberValue)
                        (which == 0
                                ? codec.keyCodec().partition(key)
                                : codec.keyCodec().sort(key));
                yield Tag.of(number);
            }
        };
    }

    private void addTo(int attribute, int kind, long by) {
        int at = attribute * Tag.COUNT + kind;
        if (at >= counts.length) {
            counts = Arrays.copyOf(counts, Math.max(counts.length * 2, (attribute + 1) * Tag.COUNT));
        }
        if (counts[at] == 0 && by > 0) {
            appearances++;
        }
        counts[at] += by;
        if (notesGone && counts[at] <= 0) {
            if (goneSize == gone.length) {
                gone = Arrays.copyOf(gone, 2 * goneSize);
            }
            gone[goneSize++] = at;
        }
    }

    /** Adds the counts of another partition, or a change. */
    public void merge(AttributeCounts other) {
        items += other.items;
        itemBytes += other.itemBytes;
        for (int at = 0; at < other.counts.length; at++) {
            if (other.counts[at] != 0) {
                addTo(at / Tag.COUNT, at % Tag.COUNT, other.counts[at]);
            }
        }
    }

    /** Whether every attribute and type that others have is here as well. */
    public boolean covers(AttributeCounts other) {
        for (int at = 0; at < other.counts.length; at++) {
            if (other.counts[at] > 0 && (at >= counts.length || counts[at] <= 0)) {
                return false;
            }
        }
        return true;
    }

    /** Adds the counts of attributes and types that are not here at all. */
    public void mergeMissing(AttributeCounts other) {
        for (int at = 0; at < other.counts.length; at++) {
            if (other.counts[at] > 0 && (at >= counts.length || counts[at] <= 0)) {
                addTo(at / Tag.COUNT, at % Tag.COUNT, other.counts[at]);
            }
        }
    }

    /** Adds what went after a moment if it is not here at all. */
    public void mergeMissing(Disappearances disappearances, long moment) {
        for (int at : disappearances.since(moment)) {
            if (at >= counts.length || counts[at] <= 0) {
                addTo(at / Tag.COUNT, at % Tag.COUNT, 1);
            }
        }
    }

    public long items() {
        return items;
    }

    public long itemBytes() {
        return itemBytes;
    }

    /** How often a type of an attribute went from no item to some; a plan made before may not know it. */
    public long appearances() {
        return appearances;
    }

    /** These counts as bytes, for {@link #fromBytes}. */
    public byte[] toBytes() {
        ByteBuilder out = new ByteBuilder(256);
        putSigned(items, out);
        putSigned(itemBytes, out);
        putSigned(appearances, out);
        for (int at = 0; at < counts.length; at++) {
            if (counts[at] != 0) {
                out.putVarint(at);
                putSigned(counts[at], out);
            }
        }
        return out.toByteArray();
    }

    /** The counts that {@link #toBytes} wrote, for the same table. */
    public static AttributeCounts fromBytes(byte[] bytes, RowCodec codec) {
        AttributeCounts read = new AttributeCounts(codec);
        ByteSource in = new ByteSource(bytes, 0);
        read.items = signed(in);
        read.itemBytes = signed(in);
        long appearances = signed(in);
        while (in.position() < bytes.length) {
            int at = (int) in.varint();
            read.addTo(at / Tag.COUNT, at % Tag.COUNT, signed(in));
        }
        read.appearances = appearances;
        return read;
    }

    private static void putSigned(long value, ByteBuilder out) {
        out.putVarint((value << 1) ^ (value >> 63));
    }

    private static long signed(ByteSource in) {
        long folded = in.varint();
        return (folded >>> 1) ^ -(folded & 1);
    }

    public TableStatistics toStatistics() {
        List<AttributeStatistics> attributes = new ArrayList<>();
        List<KeyAttribute> keys = codec.keys().attributes();
        for (int attribute = 0; attribute < counts.length / Tag.COUNT; attribute++) {
            int number = attribute - FIRST_ATTRIBUTE;
            if (number == Dictionary.REST || !isCounted(attribute)) {
                continue;
            }
            String name =
                    number < 0 ? keys.get(attribute).name() : codec.dictionary().attributeName(number);
            attributes.add(statistics(name, attribute));
        }
        attributes.sort(Comparator.comparing(AttributeStatistics::name));
        long undescribed = counts[(FIRST_ATTRIBUTE + Dictionary.REST) * Tag.COUNT + Tag.M];
        return new TableStatistics(items, itemBytes, attributes, undescribed);
    }

    private boolean isCounted(int attribute) {
        for (int kind = 0; kind < Tag.COUNT; kind++) {
            if (counts[attribute * Tag.COUNT + kind] != 0) {
                return true;
            }
        }
        return false;
    }

    private AttributeStatistics statistics(String name, int attribute) {
        Map<AttributeType, Long> byType = new EnumMap<>(AttributeType.class);
        for (int kind = 0; kind < Tag.COUNT; kind++) {
            long count = counts[attribute * Tag.COUNT + kind];
            if (count != 0) {
                byType.merge(Tag.type(kind), count, Long::sum);
            }
        }
        return new AttributeStatistics(name, byType, counts[attribute * Tag.COUNT + Tag.WHOLE]);
    }
}
