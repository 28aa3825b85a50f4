package io.itemql.tck.file;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/** Reading numbers and texts as the format writes them. */
final class Bytes {
    private Bytes() {}

    static long varint(ByteBuffer in) {
        long number = 0;
        for (int shift = 0; shift < 70; shift += 7) {
            byte next = in.get();
            number |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return number;
            }
        }
        throw new IllegalArgumentException("a number without an end");
    }

    /** A varint with its sign in the lowest bit. */
    static long signed(ByteBuffer in) {
        long folded = varint(in);
        return (folded >>> 1) ^ -(folded & 1);
    }

    static byte[] bytes(ByteBuffer in, int count) {
        byte[] bytes = new byte[count];
        in.get(bytes);
        return bytes;
    }

    static byte[] rest(ByteBuffer in) {
        return bytes(in, in.remaining());
    }

    /** A text behind its length in four bytes. */
    static String text(ByteBuffer in) {
        return utf8(bytes(in, in.getInt()));
    }

    static String utf8(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    static int checksum(byte[] bytes, int from, int length) {
        CRC32C sum = new CRC32C();
        sum.update(bytes, from, length);
        return (int) sum.getValue();
    }
}
