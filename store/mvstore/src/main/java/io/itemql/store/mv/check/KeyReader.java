package io.itemql.store.mv.check;

import io.itemql.item.AttributeType;
import io.itemql.item.AttributeValue;
import io.itemql.item.BinaryValue;
import io.itemql.item.NumberValue;
import io.itemql.item.StringValue;
import io.itemql.table.KeyAttribute;
import io.itemql.table.KeySchema;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads key bytes: the hash of the partition key, and the key attributes. */
final class KeyReader {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    static final int ZERO = 0x80;
    static final int POSITIVE = 0x81;
    static final int NEGATIVE = 0x7F;
    static final int EXPONENT_BIAS = 130;

    private final List<KeyAttribute> keys;

    KeyReader(KeySchema keys) {
        this.keys = keys.attributes();
    }

    /** The hash that a key begins with, from 0 to 2³² − 1. */
    static long hash(byte[] key) {
        return Integer.toUnsignedLong(new CheckedBytes(key).number(4));
    }

    /**
     * The key of an entry of an index.
     *
     * @param values of the index's key attributes
     * @param itemKey the key bytes of the item
     */
    // Is read and never compared, so it does not matter that arrays are equal by identity only.
    @SuppressWarnings("ArrayRecordComponent")
    record Entry(List<AttributeValue> values, byte[] itemKey) {}

    /** The values of the key attributes, in the order of the schema. */
    List<AttributeValue> read(byte[] key) {
        CheckedBytes in = new CheckedBytes(key);
        List<AttributeValue> values = values(in, key, keys.size() - 1);
        in.expectEnd();
        return values;
    }

    /** The key of an entry, if the attributes are those of an index. */
    Entry readEntry(byte[] key) {
        CheckedBytes in = new CheckedBytes(key);
        List<AttributeValue> values = values(in, key, keys.size());
        return new Entry(values, in.rest());
    }

    /** @param plainPart which part is plain up to the end */
    private List<AttributeValue> values(CheckedBytes in, byte[] key, int plainPart) {
        int hash = in.number(4);
        List<AttributeValue> values = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            AttributeType type = keys.get(i).type();
            byte[] plain;
            if (type == AttributeType.N) {
                int from = in.position();
                values.add(number(in));
                plain = Arrays.copyOfRange(key, from, in.position());
            } else {
                plain = i == plainPart ? in.rest() : delimited(in);
                values.add(
                        type == AttributeType.S
                                ? new StringValue(CheckedBytes.text(plain))
                                : BinaryValue.ofOwned(plain.clone()));
            }
            if (i == 0 && hash(plain, plain.length) != hash) {
                throw new Malformed("its hash is " + Integer.toHexString(hash) + " and should be "
                        + Integer.toHexString(hash(plain, plain.length)));
            }
        }
        return values;
    }

    private static byte[] delimited(CheckedBytes in) {
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        for (int next = in.next(); next != 0; next = in.next()) {
            if (next == 1) {
                int escaped = in.next();
                if (escaped != 1 && escaped != 2) {
                    throw new Malformed("byte " + escaped + " behind 01 at byte " + in.position());
                }
                plain.write(escaped - 1);
            } else {
                plain.write(next);
            }
        }
        return plain.toByteArray();
    }

    private static NumberValue number(CheckedBytes in) {
        int sign = in.next();
        if (sign == ZERO) {
            return NumberValue.ZERO;
        }
        if (sign != POSITIVE && sign != NEGATIVE) {
            throw new Malformed("a number that begins with " + Integer.toHexString(sign));
        }
        int flip = sign == NEGATIVE ? 0xFF : 0;
        int exponent = (in.next() ^ flip) - EXPONENT_BIAS;
        StringBuilder digits = new StringBuilder();
        int pair;
        do {
            pair = in.next() ^ flip;
            if (pair / 2 > 99) {
                throw new Malformed("a pair of digits " + pair / 2);
            }
            digits.append((char) ('0' + pair / 20)).append((char) ('0' + pair / 2 % 10));
        } while (pair % 2 == 1);
        BigDecimal magnitude = new BigDecimal(new BigInteger(digits.toString()), digits.length() - 1 - exponent);
        return NumberValue.of(sign == NEGATIVE ? magnitude.negate() : magnitude);
    }

    /** The hash of the plain bytes of a partition key. */
    static int hash(byte[] plain, int length) {
        long state = length * GOLDEN;
        for (int at = 0; at <= length; at += 8) {
            long eight = 0;
            for (int i = 0; i < 8 && at + i < length; i++) {
                eight |= (plain[at + i] & 0xFFL) << (8 * i);
            }
            state ^= eight;
            state = (state ^ state >>> 32) * GOLDEN;
        }
        state = (state ^ state >>> 33) * 0xFF51AFD7ED558CCDL;
        state = (state ^ state >>> 33) * 0xC4CEB9FE1A85EC53L;
        return (int) ((state ^ state >>> 33) >>> 32);
    }
}
