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
        // Bodies are rarely longer than what the service counts for them, which includes the names.
        ByteBuilder bodies = new ByteBuilder(itemBytes);
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

        int bitmapBytes = total == 0 ? 0 : (count == 0 ? 0 : numbers[count - 1]) / 8 + 1;
        boolean listed = bitmapBytes > StoredRow.BITMAP_BYTES_MAX || bitmapBytes > 2 + 2 * total;
        int presenceBytes = listed ? 2 + 2 * total : bitmapBytes;
        int endBytes = Math.max(0, total - 1) * width;
        ByteBuilder row = new ByteBuilder(4 + presenceBytes + (total + 1) / 2 + endBytes + bodies.length());
        row.put((listed ? StoredRow.LISTED : bitmapBytes) | ((width - 1) << StoredRow.WIDTH_SHIFT));
        row.putLow(itemBytes, 3);
        if (listed) {
            writeList(numbers, count, rest != null, row);
        } else {
            writeBitmap(numbers, count, rest != null, bitmapBytes, row);
        }
        writeTags(described, first, total, row);
        for (int ordinal = 0; ordinal < total - 1; ordinal++) {
            row.putLow(ends[ordinal], width);
        }
        return row.put(bodies).take();
    }

    private static void writeTags(AttributeValue[] described, int first, int total, ByteBuilder row) {
        int tags = first == 0 ? 0 : Tag.M;
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
    }

    private static void writeList(int[] numbers, int count, boolean hasRest, ByteBuilder row) {
        row.putLow(count + (hasRest ? 1 : 0), 2);
        if (hasRest) {
            row.putLow(Dictionary.REST, 2);
        }
        for (int i = 0; i < count; i++) {
            row.putLow(numbers[i], 2);
        }
    }

    private static void writeBitmap(int[] numbers, int count, boolean hasRest, int bytes, ByteBuilder row) {
        byte[] bitmap = new byte[bytes];
        if (hasRest) {
            bitmap[0] = 1;
        }
        for (int i = 0; i < count; i++) {
            bitmap[numbers[i] / 8] |= (byte) (1 << numbers[i] % 8);
        }
        row.put(bitmap);
    }
}
