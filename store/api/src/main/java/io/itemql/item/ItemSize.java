package io.itemql.item;

import java.math.BigDecimal;
import java.util.Map;

/**
 * How many bytes DynamoDB counts for an item: the sum over its attributes of the UTF-8 length of the name and the size
 * of the value. Capacity, the 400 KB limit and the 1 MB page all use this number, not the bytes that an engine stores.
 *
 * <p>Source: the developer guide, "Item sizes and formats", and the byte-exact measurements restated in the reference
 * for the item API, section "Item size".
 */
public final class ItemSize {
    private static final int CONTAINER_OVERHEAD_BYTES = 3;
    private static final int ELEMENT_OVERHEAD_BYTES = 1;

    private ItemSize() {}

    /** The size of an item in bytes. */
    public static int of(Item item) {
        int size = 0;
        for (Map.Entry<String, AttributeValue> attribute : item.attributes().entrySet()) {
            size += ofText(attribute.getKey()) + of(attribute.getValue());
        }
        return size;
    }

    /** The size of a value in bytes, without a name. */
    public static int of(AttributeValue value) {
        return switch (value.type()) {
            case S -> ofText(((StringValue) value).value());
            case N -> ofNumber((NumberValue) value);
            case B -> ((BinaryValue) value).length();
            case BOOL, NULL -> 1;
            case L -> {
                int size = CONTAINER_OVERHEAD_BYTES;
                for (AttributeValue element : ((ListValue) value).elements()) {
                    size += ELEMENT_OVERHEAD_BYTES + of(element);
                }
                yield size;
            }
            case M -> {
                int size = CONTAINER_OVERHEAD_BYTES;
                for (Map.Entry<String, AttributeValue> entry :
                        ((MapValue) value).entries().entrySet()) {
                    size += ELEMENT_OVERHEAD_BYTES + ofText(entry.getKey()) + of(entry.getValue());
                }
                yield size;
            }
            case SS -> {
                int size = 0;
                for (StringValue member : ((StringSetValue) value).members()) {
                    size += ofText(member.value());
                }
                yield size;
            }
            case NS -> {
                int size = 0;
                for (NumberValue member : ((NumberSetValue) value).members()) {
                    size += ofNumber(member);
                }
                yield size;
            }
            case BS -> {
                int size = 0;
                for (BinaryValue member : ((BinarySetValue) value).members()) {
                    size += member.length();
                }
                yield size;
            }
        };
    }

    /** The length of a text in UTF-8, without encoding it. */
    public static int ofText(String text) {
        int bytes = text.length();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x800) {
                // A surrogate pair is two chars and four bytes, so each half counts two.
                bytes += Character.isSurrogate(c) ? 1 : 2;
            } else if (c >= 0x80) {
                bytes++;
            }
        }
        return bytes;
    }

    private static int ofNumber(NumberValue number) {
        if (number.signum() == 0) {
            return 1;
        }
        if (number.isLong()) {
            return ofWhole(number.longValue());
        }
        // Digits are packed in pairs from the decimal point outwards; zeros at both ends are trimmed first.
        BigDecimal stripped = number.toBigDecimal().stripTrailingZeros();
        int digits = stripped.precision();
        int fractionDigits = Math.max(0, Math.min(digits, stripped.scale()));
        int wholeDigits = digits - fractionDigits;
        int pairs = (wholeDigits + 1) / 2 + (fractionDigits + 1) / 2;
        return 1 + pairs + (number.signum() < 0 ? 1 : 0);
    }

    /** The same for a whole number other than 0; every read by a key of such a number comes here. */
    private static int ofWhole(long number) {
        long rest = number;
        while (rest % 10 == 0) {
            rest /= 10;
        }
        int digits = 0;
        for (; rest != 0; rest /= 10) {
            digits++;
        }
        return 1 + (digits + 1) / 2 + (number < 0 ? 1 : 0);
    }
}
