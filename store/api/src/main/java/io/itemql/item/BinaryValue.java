package io.itemql.item;

import java.util.Arrays;
import java.util.Base64;

/** Bytes, ordered as unsigned bytes, a prefix before what it begins. Copied in and out, so that it stays immutable. */
public final class BinaryValue implements AttributeValue, Comparable<BinaryValue> {
    private final byte[] bytes;

    private BinaryValue(byte[] bytes) {
        this.bytes = bytes;
    }

    /** A value with a copy of the given bytes. */
    public static BinaryValue of(byte[] bytes) {
        return new BinaryValue(bytes.clone());
    }

    /** A value around the given array, which the caller promises never to change again. */
    public static BinaryValue ofOwned(byte[] bytes) {
        return new BinaryValue(bytes);
    }

    @Override
    public AttributeType type() {
        return AttributeType.B;
    }

    /** A copy of the bytes. */
    public byte[] toByteArray() {
        return bytes.clone();
    }

    public int length() {
        return bytes.length;
    }

    public byte at(int index) {
        return bytes[index];
    }

    /** True if the bytes of {@code other} begin these bytes. */
    public boolean startsWith(BinaryValue other) {
        int length = other.bytes.length;
        return length <= bytes.length && Arrays.equals(bytes, 0, length, other.bytes, 0, length);
    }

    /** True if the bytes of {@code other} occur in these bytes without a gap. */
    public boolean contains(BinaryValue other) {
        int length = other.bytes.length;
        for (int from = 0; from + length <= bytes.length; from++) {
            if (Arrays.equals(bytes, from, from + length, other.bytes, 0, length)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public int compareTo(BinaryValue other) {
        return Arrays.compareUnsigned(bytes, other.bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BinaryValue that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** The bytes in Base64. */
    @Override
    public String toString() {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
