package io.itemql.tck.file;

import io.itemql.item.AttributeValue;
import io.itemql.item.BinaryValue;
import io.itemql.item.NumberValue;
import io.itemql.item.StringValue;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Key bytes back into values. */
final class KeyReader {
    private static final int ZERO = 0x80;
    private static final int NEGATIVE = 0x7f;
    private static final int EXPONENT_BIAS = 130;

    private KeyReader() {}

    /** The values of an item's key: a hash, then the parts, of which the last one is plain. */
    static List<AttributeValue> itemKey(ByteBuffer in, List<Definition.Key> keys) {
        in.getInt();
        List<AttributeValue> values = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            values.add(part(in, keys.get(i).type(), i == keys.size() - 1));
        }
        return values;
    }

    /** The values of an index entry's key, and then that of its item. */
    static List<AttributeValue> entryKey(ByteBuffer in, List<Definition.Key> indexKeys, List<Definition.Key> itemKeys) {
        in.getInt();
        List<AttributeValue> values = new ArrayList<>();
        for (Definition.Key key : indexKeys) {
            values.add(part(in, key.type(), false));
        }
        values.addAll(itemKey(in, itemKeys));
        return values;
    }

    private static AttributeValue part(ByteBuffer in, String type, boolean isLast) {
        if (type.equals("N")) {
            return number(in);
        }
        byte[] bytes = isLast ? Bytes.rest(in) : delimited(in);
        return type.equals("S") ? new StringValue(Bytes.utf8(bytes)) : BinaryValue.of(bytes);
    }

    private static byte[] delimited(ByteBuffer in) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        while (true) {
            int next = in.get();
            if (next == 0) {
                return out.toByteArray();
            }
            out.write(next == 1 ? in.get() - 1 : next);
        }
    }

    private static NumberValue number(ByteBuffer in) {
        int sign = in.get() & 0xff;
        if (sign == ZERO) {
            return NumberValue.of(0);
        }
        int flip = sign == NEGATIVE ? 0xff : 0;
        int exponent = ((in.get() & 0xff) ^ flip) - EXPONENT_BIAS;
        StringBuilder digits = new StringBuilder();
        int pair;
        do {
            pair = (in.get() & 0xff) ^ flip;
            digits.append(pair / 2 / 10).append(pair / 2 % 10);
        } while (pair % 2 == 1);
        BigDecimal magnitude = new BigDecimal(new BigInteger(digits.toString()), digits.length() - 1 - exponent);
        return NumberValue.of(flip == 0 ? magnitude : magnitude.negate());
    }
}
