package io.itemql.store.mv.key;

import java.util.Arrays;

/**
 * Bytes that another part of a key follows: 00 and 01 are escaped, so that a 00 can end them and still be smaller than
 * anything that goes on.
 */
final class Delimited {
    private static final int END = 0x00;
    private static final int ESCAPE = 0x01;

    private Delimited() {}

    static void write(byte[] plain, ByteBuilder out) {
        int from = 0;
        for (int at = 0; at < plain.length; at++) {
            if (plain[at] == END || plain[at] == ESCAPE) {
                out.put(plain, from, at - from).put(ESCAPE).put(plain[at] + 1);
                from = at + 1;
            }
        }
        out.put(plain, from, plain.length - from).put(END);
    }

    /** Where the part that starts at an offset ends; its end mark belongs to it. */
    static int end(byte[] bytes, int offset) {
        int at = offset;
        while (bytes[at] != END) {
            at++;
        }
        return at + 1;
    }

    /** False if the part between two offsets is written as it is, up to its end mark. */
    static boolean isEscaped(byte[] bytes, int offset, int end) {
        for (int at = offset; at < end; at++) {
            if (bytes[at] == ESCAPE) {
                return true;
            }
        }
        return false;
    }

    /** The plain bytes of the part between two offsets. */
    static byte[] read(byte[] bytes, int offset, int end) {
        byte[] plain = new byte[end - 1 - offset];
        int length = 0;
        for (int at = offset; at < end - 1; at++) {
            plain[length++] = bytes[at] == ESCAPE ? (byte) (bytes[++at] - 1) : bytes[at];
        }
        return length == plain.length ? plain : Arrays.copyOf(plain, length);
    }
}
