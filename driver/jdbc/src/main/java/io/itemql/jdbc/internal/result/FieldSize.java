package io.itemql.jdbc.internal.result;

import io.itemql.item.BinaryValue;
import io.itemql.item.StringValue;
import io.itemql.item.Value;
import java.util.Arrays;

/** {@code Statement.setMaxFieldSize}: long texts and binaries without their ends. */
final class FieldSize {
    private FieldSize() {}

    /** A value of at most so many bytes; only texts and binaries are cut off, a list or map without its end is none. */
    static Value cut(Value value, int bytesMax) {
        if (value instanceof StringValue text) {
            return new StringValue(cut(text.value(), bytesMax));
        }
        if (value instanceof BinaryValue binary) {
            byte[] bytes = binary.toByteArray();
            return bytes.length <= bytesMax ? value : BinaryValue.ofOwned(Arrays.copyOf(bytes, bytesMax));
        }
        return value;
    }

    /** The longest beginning whose UTF-8 fits; a character is never split. */
    private static String cut(String text, int bytesMax) {
        int bytes = 0;
        for (int i = 0; i < text.length(); ) {
            int character = text.codePointAt(i);
            bytes += character < 0x80 ? 1 : character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
            if (bytes > bytesMax) {
                return text.substring(0, i);
            }
            i += Character.charCount(character);
        }
        return text;
    }
}
