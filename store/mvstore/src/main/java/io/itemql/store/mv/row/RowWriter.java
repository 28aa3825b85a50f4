package io.itemql.store.mv.row;

import io.itemql.item.AttributeValue;
import io.itemql.store.mv.key.ByteBuilder;
import java.util.Map;

/** Writes one row; {@link StoredRow} reads it. */
final class RowWriter {
    private final ValueBytes values;
    private final EntryLog log;

    RowWriter(ValueBytes values, EntryLog log) {
        this.values = values;
        this.log = log;
    }

    /**
     * A row.
     *
     * @param numbers the attributes' numbers, ascending
     * @param described the attributes' values, in the same order
     * @param rest the attributes without a number; null if there are none
     */
    byte[] write(
            int[] numbers, AttributeValue[] described, int count, Map<String, AttributeValue> rest, int itemBytes) {
        int first = rest == null ? 0 : 1;
        int total = first + count;
        int[] ends = new int[total];
        ByteBuilder bodies = new ByteBuilder(256);
        if (rest != null) {
            values.writeRest(rest, bodies, log);
            ends[0] = bodies.length();
        }
        for (int i = 0; i < count; i++) {
            values.writeBody(described[i], bodies, log);
            ends[first + i] = bodies.length();
        }
        int lastEnd = total < 2 ? 0 : ends[total - 2];
        int width = lastEnd <= 0xFF ? 1 : lastEnd <= 0xFFFF ? 2 : 3;

        ByteBuilder row = new ByteBuilder(bodies.length() + 64 + total * (width + 1));
        writeHead(numbers, count, rest != null, width, itemBytes, row);
        int tags = rest == null ? 0 : Tag.M;
        for (int ordinal = first; ordinal < total; ordinal++) {
            int tag = Tag.of(described[ordinal - first]);
            if (ordinal % 2 == 0) {
                tags = tag;
            } else {
                row.put(tags | (tag << 4));
            }
        }
        if (total % 2 == 1) {
            row.put(tags);
        }
        for (int ordinal = 0; ordinal < total - 1; ordinal++) {
            row.putLow(ends[ordinal], width);
        }
        return row.put(bodies).toByteArray();
    }

    private static void writeHead(
            int[] numbers, int count, boolean hasRest, int width, int itemBytes, ByteBuilder row) {
        int highest = count == 0 ? 0 : numbers[count - 1];
        int bitmapBytes = count == 0 && !hasRest ? 0 : highest / 8 + 1;
        int total = count + (hasRest ? 1 : 0);
        boolean listed = bitmapBytes > StoredRow.BITMAP_BYTES_MAX || bitmapBytes > 2 + 2 * total;
        row.put((listed ? StoredRow.LISTED : bitmapBytes) | ((width - 1) << StoredRow.WIDTH_SHIFT));
        row.putLow(itemBytes, 3);
        if (listed) {
            row.putLow(total, 2);
            if (hasRest) {
                row.putLow(Dictionary.REST, 2);
            }
            for (int i = 0; i < count; i++) {
                row.putLow(numbers[i], 2);
            }
            return;
        }
        byte[] bitmap = new byte[bitmapBytes];
        if (hasRest) {
            bitmap[0] = 1;
        }
        for (int i = 0; i < count; i++) {
            bitmap[numbers[i] / 8] |= (byte) (1 << numbers[i] % 8);
        }
        row.put(bitmap);
    }
}
