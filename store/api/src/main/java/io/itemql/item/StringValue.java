package io.itemql.item;

import java.util.Objects;

/** Text. Its order is that of its UTF-8 bytes, which differs from {@link String#compareTo} beyond U+FFFF. */
public record StringValue(String value) implements AttributeValue, Comparable<StringValue> {
    public StringValue {
        Objects.requireNonNull(value, "value");
    }

    @Override
    public AttributeType type() {
        return AttributeType.S;
    }

    @Override
    public int compareTo(StringValue other) {
        return compareUtf8(value, other.value);
    }

    /**
     * Compares two texts as their UTF-8 bytes would compare, without encoding them.
     *
     * <p>UTF-8 order is code-point order. It differs from UTF-16 order only where one side has a surrogate and the
     * other a character of U+E000..U+FFFF, so shifting those two ranges past each other is enough.
     */
    public static int compareUtf8(String a, String b) {
        int end = Math.min(a.length(), b.length());
        for (int i = 0; i < end; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                return Character.compare(rotate(x), rotate(y));
            }
        }
        return Integer.compare(a.length(), b.length());
    }

    private static char rotate(char c) {
        if (c < Character.MIN_SURROGATE) {
            return c;
        }
        return (char) (c > Character.MAX_SURROGATE ? c - 0x800 : c + 0x2000);
    }

    @Override
    public String toString() {
        return '\'' + value.replace("'", "''") + '\'';
    }
}
