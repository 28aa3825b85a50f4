package io.itemql.store.mv.key;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import java.nio.charset.StandardCharsets;

/**
 * Text as UTF-8, without loss. Java would replace half a surrogate pair by a question mark, and two different keys
 * would become one; here it is an error.
 */
public final class Utf8 {
    private Utf8() {}

    /**
     * The bytes of a text.
     *
     * @throws ItemException with {@link ErrorCode#INVALID_TEXT} if the text has half a surrogate pair
     */
    public static byte[] encode(String text) {
        int fault = unpairedSurrogate(text);
        if (fault >= 0) {
            throw new ItemException(ErrorCode.INVALID_TEXT, fault + 1);
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** True if {@link #encode} can encode the text. */
    public static boolean isEncodable(String text) {
        return unpairedSurrogate(text) < 0;
    }

    public static String decode(byte[] bytes, int offset, int length) {
        return new String(bytes, offset, length, StandardCharsets.UTF_8);
    }

    private static int unpairedSurrogate(String text) {
        int length = text.length();
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                boolean paired =
                        Character.isHighSurrogate(c) && i + 1 < length && Character.isLowSurrogate(text.charAt(i + 1));
                if (!paired) {
                    return i;
                }
                i++;
            }
        }
        return -1;
    }
}
