package io.itemql.store.mv.key;

import java.util.Arrays;

/**
 * A range of keys: the lower end belongs to it, the upper one does not. Immutable; the arrays that it takes and gives
 * are its own and must not be changed.
 */
public final class KeyRange {
    /** All keys. */
    public static final KeyRange ALL = new KeyRange(new byte[0], null);

    private final byte[] lower;
    private final byte[] upper;

    private KeyRange(byte[] lower, byte[] upper) {
        this.lower = lower;
        this.upper = upper;
    }

    /**
     * A range.
     *
     * @param lower the first key that may belong to it; empty for no lower end
     * @param upper the first key that lies behind it; {@code null} for no upper end
     */
    public static KeyRange of(byte[] lower, byte[] upper) {
        return new KeyRange(lower, upper);
    }

    /** The first key that may belong to the range; empty if it has no lower end. */
    public byte[] lower() {
        return lower;
    }

    /** The first key behind the range; {@code null} if it has no upper end. */
    public byte[] upper() {
        return upper;
    }

    /** True if no key can be in the range. */
    public boolean isEmpty() {
        return upper != null && compare(lower, upper) >= 0;
    }

    public boolean contains(byte[] key) {
        return compare(lower, key) <= 0 && (upper == null || compare(key, upper) < 0);
    }

    /** The part of the range behind a key: what is left of a read in ascending order that stopped at the key. */
    public KeyRange after(byte[] key) {
        return intersect(new KeyRange(KeyCodec.successor(key), null));
    }

    /** The part of the range before a key: what is left of a read in descending order that stopped at the key. */
    public KeyRange before(byte[] key) {
        return intersect(new KeyRange(new byte[0], key));
    }

    /** The keys that are in both ranges. */
    public KeyRange intersect(KeyRange other) {
        byte[] highestLower = compare(lower, other.lower) >= 0 ? lower : other.lower;
        byte[] lowestUpper = upper;
        if (upper == null || (other.upper != null && compare(other.upper, upper) < 0)) {
            lowestUpper = other.upper;
        }
        return new KeyRange(highestLower, lowestUpper);
    }

    /** The order of keys: unsigned bytes, a prefix first. */
    public static int compare(byte[] a, byte[] b) {
        return Arrays.compareUnsigned(a, b);
    }
}
