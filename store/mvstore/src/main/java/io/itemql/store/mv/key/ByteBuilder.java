package io.itemql.store.mv.key;

import java.util.Arrays;

/** Bytes under construction. Numbers are written with the highest byte first. Not thread-safe. */
public final class ByteBuilder {
    private byte[] bytes;
    private int length;

    public ByteBuilder(int capacity) {
        bytes = new byte[capacity];
    }

    public int length() {
        return length;
    }

    /** Makes this builder empty again; keeps its memory. */
    public void clear() {
        length = 0;
    }

    private void reserve(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }

    public ByteBuilder put(int value) {
        reserve(1);
        bytes[length++] = (byte) value;
        return this;
    }

    public ByteBuilder put(byte[] source) {
        return put(source, 0, source.length);
    }

    public ByteBuilder put(byte[] source, int offset, int count) {
        reserve(count);
        System.arraycopy(source, offset, bytes, length, count);
        length += count;
        return this;
    }

    /** Appends what another builder holds. */
    public ByteBuilder put(ByteBuilder other) {
        return put(other.bytes, 0, other.length);
    }

    public ByteBuilder putInt(int value) {
        return put(value >>> 24).put(value >>> 16).put(value >>> 8).put(value);
    }

    /** An unsigned number in groups of seven bits, the lowest first; the high bit says that another group follows. */
    public ByteBuilder putVarint(long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            put((int) rest | 0x80);
            rest >>>= 7;
        }
        return put((int) rest);
    }

    /** The given number of low bytes of a number. */
    public ByteBuilder putLow(long value, int count) {
        for (int shift = (count - 1) * 8; shift >= 0; shift -= 8) {
            put((int) (value >>> shift));
        }
        return this;
    }

    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, length);
    }

    /** As {@link #toByteArray}, but without a copy if the capacity was right. This builder must not be used afterwards. */
    public byte[] take() {
        return length == bytes.length ? bytes : toByteArray();
    }
}
