package io.itemql.store.mv.check;

import io.itemql.item.AttributeValue;
import io.itemql.item.BinaryValue;
import io.itemql.item.NumberValue;
import io.itemql.item.StringValue;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Makes the key bytes that the entry of an index must have; the reverse of {@link KeyReader#readEntry}. */
final class KeyWriter {
    private KeyWriter() {}

    /**
     * The key of an entry.
     *
     * @param values of the index's key attributes
     * @param itemKey the key bytes of the item
     */
    static byte[] entry(List<AttributeValue> values, byte[] itemKey) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] first = plain(values.get(0));
        int hash = KeyReader.hash(first, first.length);
        for (int shift = 24; shift >= 0; shift -= 8) {
            out.write(hash >>> shift);
        }
        for (AttributeValue value : values) {
            byte[] plain = plain(value);
            if (value instanceof NumberValue) {
                out.writeBytes(plain);
            } else {
                delimit(plain, out);
            }
        }
        out.writeBytes(itemKey);
        return out.toByteArray();
    }

    private static byte[] plain(AttributeValue value) {
        if (value instanceof StringValue text) {
            return text.value().getBytes(StandardCharsets.UTF_8);
        }
        if (value instanceof BinaryValue bytes) {
            return bytes.toByteArray();
        }
        return number(((NumberValue) value).toBigDecimal());
    }

    private static void delimit(byte[] plain, ByteArrayOutputStream out) {
        for (byte b : plain) {
            if (b == 0 || b == 1) {
                out.write(1);
                out.write(b + 1);
            } else {
                out.write(b);
            }
        }
        out.write(0);
    }

    private static byte[] number(BigDecimal number) {
        if (number.signum() == 0) {
            return new byte[] {(byte) KeyReader.ZERO};
        }
        BigDecimal stripped = number.abs().stripTrailingZeros();
        StringBuilder digits = new StringBuilder(stripped.unscaledValue().toString());
        int exponent = digits.length() - 1 - stripped.scale();
        if (digits.length() % 2 == 1) {
            digits.append('0');
        }
        int flip = number.signum() < 0 ? 0xFF : 0;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(number.signum() < 0 ? KeyReader.NEGATIVE : KeyReader.POSITIVE);
        out.write((exponent + KeyReader.EXPONENT_BIAS) ^ flip);
        for (int at = 0; at < digits.length(); at += 2) {
            int pair = 10 * (digits.charAt(at) - '0') + digits.charAt(at + 1) - '0';
            int more = at + 2 < digits.length() ? 1 : 0;
            out.write((2 * pair + more) ^ flip);
        }
        return out.toByteArray();
    }
}
