package io.itemql.store.mv.check;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A walk over a range of bytes that never leaves it. Not thread-safe. */
final class CheckedBytes {
    private static final int VARINT_BITS_MAX = 63;

    private final byte[] bytes;
    private final int end;
    private int at;

    CheckedBytes(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    CheckedBytes(byte[] bytes, int from, int end) {
        if (from < 0 || from > end || end > bytes.length) {
            throw new Malformed("a part from byte " + from + " to " + end + " of " + bytes.length);
        }
        this.bytes = bytes;
        this.at = from;
        this.end = end;
    }

    int position() {
        return at;
    }

    int left() {
        return end - at;
    }

    int next() {
        if (at >= end) {
            throw new Malformed("it ends at byte " + end + ", within a value");
        }
        return bytes[at++] & 0xFF;
    }

    /** A number in so many bytes, the highest first. */
    int number(int count) {
        int number = 0;
        for (int i = 0; i < count; i++) {
            number = number << 8 | next();
        }
        return number;
    }

    long varint() {
        long value = 0;
        for (int shift = 0; shift <= VARINT_BITS_MAX; shift += 7) {
            int next = next();
            value |= (long) (next & 0x7F) << shift;
            if (next < 0x80) {
                if (next == 0 && shift > 0) {
                    throw new Malformed("a varint with more bytes than it needs at byte " + at);
                }
                return value;
            }
        }
        throw new Malformed("a varint without an end at byte " + at);
    }

    /** A varint that counts or measures something of which there cannot be more than bytes. */
    int count() {
        long count = varint();
        if (count < 0 || count > left()) {
            throw new Malformed("a count of " + count + " before byte " + at + ", with " + left() + " bytes left");
        }
        return (int) count;
    }

    /** A varint with the sign in its lowest bit. */
    long signed() {
        long folded = varint();
        return (folded >>> 1) ^ -(folded & 1);
    }

    /** The next bytes, as a range of their own. */
    CheckedBytes part(int length) {
        if (length < 0 || length > left()) {
            throw new Malformed("a part of " + length + " bytes at byte " + at + ", with " + left() + " bytes left");
        }
        CheckedBytes part = new CheckedBytes(bytes, at, at + length);
        at += length;
        return part;
    }

    /** Everything that is left. */
    byte[] rest() {
        byte[] rest = Arrays.copyOfRange(bytes, at, end);
        at = end;
        return rest;
    }

    /** Everything that is left, as UTF-8. */
    String restText() {
        return text(rest());
    }

    static String text(byte[] utf8) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new Malformed("a text that is not UTF-8: " + Arrays.toString(utf8));
        }
    }

    void expectEnd() {
        if (at != end) {
            throw new Malformed((end - at) + " bytes too many at byte " + at);
        }
    }
}
