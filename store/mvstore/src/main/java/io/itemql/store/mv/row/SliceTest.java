package io.itemql.store.mv.row;

import io.itemql.condition.ComparisonOperator;
import io.itemql.item.AttributeValue;
import io.itemql.item.BinaryValue;
import io.itemql.item.NumberValue;
import io.itemql.item.StringValue;
import io.itemql.store.mv.key.Utf8;
import java.util.Arrays;

/** A test of one stored value, which may be MISSING, on its bytes. */
@FunctionalInterface
interface SliceTest {
    boolean test(ValueSlice slice);

    /**
     * {@code value op literal}; null for a literal that only decoded values can be compared with. Across types and for
     * MISSING only {@code <>} is true.
     */
    static SliceTest comparison(ComparisonOperator operator, AttributeValue literal) {
        boolean otherwise = operator == ComparisonOperator.NOT_EQUAL;
        return switch (literal.type()) {
            case S, B -> {
                byte[] bytes = bytes(literal);
                int tag = Tag.of(literal);
                yield bytes == null
                        ? null
                        : slice -> slice.tag() == tag ? operator.accepts(compare(slice, bytes)) : otherwise;
            }
            case N -> {
                NumberValue number = (NumberValue) literal;
                yield slice -> slice.isNumber()
                        ? operator.accepts(
                                NumberBytes.compare(slice.bytes(), slice.tag(), slice.start(), slice.end(), number))
                        : otherwise;
            }
            case BOOL, NULL -> {
                int tag = Tag.of(literal);
                yield switch (operator) {
                    case EQUAL -> slice -> slice.tag() == tag;
                    case NOT_EQUAL -> slice -> slice.tag() != tag;
                    case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> slice -> false;
                };
            }
            case L, M, SS, NS, BS -> null;
        };
    }

    /** {@code begins_with(value, prefix)}; null for a prefix that only decoded values can be compared with. */
    static SliceTest prefix(AttributeValue prefix) {
        byte[] bytes = bytes(prefix);
        int tag = Tag.of(prefix);
        return bytes == null
                ? null
                : slice -> slice.tag() == tag
                        && slice.end() - slice.start() >= bytes.length
                        && Arrays.equals(
                                slice.bytes(), slice.start(), slice.start() + bytes.length, bytes, 0, bytes.length);
    }

    /**
     * Whether the bytes of a text or binary occur in the value; null for a part that only decoded values can be
     * compared with. UTF-8 bytes occur where the characters do, because no character's bytes are within another's.
     */
    static SliceTest part(AttributeValue part) {
        byte[] bytes = bytes(part);
        int tag = Tag.of(part);
        return bytes == null ? null : slice -> slice.tag() == tag && occurs(bytes, slice);
    }

    private static boolean occurs(byte[] part, ValueSlice slice) {
        byte[] whole = slice.bytes();
        int last = slice.end() - part.length;
        for (int from = slice.start(); from <= last; from++) {
            int at = 0;
            while (at < part.length && whole[from + at] == part[at]) {
                at++;
            }
            if (at == part.length) {
                return true;
            }
        }
        return false;
    }

    /** The body of a text or binary; null for other values and for texts that no row can hold. */
    private static byte[] bytes(AttributeValue value) {
        if (value instanceof StringValue text) {
            return Utf8.isEncodable(text.value()) ? Utf8.encode(text.value()) : null;
        }
        return value instanceof BinaryValue bytes ? bytes.toByteArray() : null;
    }

    private static int compare(ValueSlice slice, byte[] bytes) {
        return Arrays.compareUnsigned(slice.bytes(), slice.start(), slice.end(), bytes, 0, bytes.length);
    }
}
