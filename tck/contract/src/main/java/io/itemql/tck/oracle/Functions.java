package io.itemql.tck.oracle;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.AttributeValue;
import io.itemql.item.BinaryValue;
import io.itemql.item.BoolValue;
import io.itemql.item.ListValue;
import io.itemql.item.MapValue;
import io.itemql.item.NumberValue;
import io.itemql.item.StringValue;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * Functions over values. Functions of texts take the text of any value; a number function gives NULL for what is no
 * number.
 */
final class Functions {
    private Functions() {}

    /** @param arguments {@code null} is MISSING */
    static AttributeValue call(String name, List<AttributeValue> arguments) {
        AttributeValue first = arguments.isEmpty() ? null : arguments.get(0);
        return switch (name) {
            case "ATTRIBUTE_EXISTS" -> BoolValue.of(first != null);
            case "ATTRIBUTE_NOT_EXISTS" -> BoolValue.of(first == null);
            case "ATTRIBUTE_TYPE" -> attributeType(first, arguments.get(1));
            case "BEGINS_WITH" -> beginsWith(first, arguments.get(1));
            case "CONTAINS" -> contains(first, arguments.get(1));
            case "SIZE" -> size(first);
            case "COALESCE" ->
                arguments.stream()
                        .filter(value -> !Values.absent(value))
                        .findFirst()
                        .orElse(Logic.UNKNOWN);
            case "NULLIF" -> Logic.compare("=", first, arguments.get(1)) == BoolValue.TRUE ? Logic.UNKNOWN : first;
            case "UPPER", "UCASE", "LOWER", "LCASE", "TRIM", "LENGTH", "CHAR_LENGTH", "CHARACTER_LENGTH" ->
                ofText(name, first);
            case "SUBSTRING", "SUBSTR" -> substring(arguments);
            case "ABS", "FLOOR", "CEIL", "CEILING", "SIGN" -> ofNumber(name, first);
            case "ROUND" -> round(first, arguments);
            case "MOD" -> Arithmetic.compute("%", first, arguments.get(1));
            case "IF_NOT_EXISTS" -> first != null ? first : arguments.get(1);
            case "LIST_APPEND", "SET_ADD", "SET_DELETE" -> Collections.combine(name, first, arguments.get(1));
            default -> throw new ItemException(ErrorCode.UNSUPPORTED, "Function " + name, " by the naive evaluator");
        };
    }

    private static AttributeValue attributeType(AttributeValue value, AttributeValue type) {
        return BoolValue.of(value != null
                && type instanceof StringValue text
                && value.type().name().equals(text.value()));
    }

    /** False for values that have no beginning; unknown for NULL and MISSING. */
    private static AttributeValue beginsWith(AttributeValue value, AttributeValue prefix) {
        if (Values.absent(value) || Values.absent(prefix)) {
            return Logic.UNKNOWN;
        }
        if (value instanceof StringValue text && prefix instanceof StringValue start) {
            return BoolValue.of(text.value().startsWith(start.value()));
        }
        if (value instanceof BinaryValue bytes && prefix instanceof BinaryValue start) {
            return BoolValue.of(hex(bytes).startsWith(hex(start)));
        }
        return BoolValue.FALSE;
    }

    private static String hex(BinaryValue bytes) {
        return HexFormat.ofDelimiter(" ").formatHex(bytes.toByteArray());
    }

    /** False for values that contain nothing; unknown for NULL and MISSING. */
    private static AttributeValue contains(AttributeValue value, AttributeValue part) {
        if (Values.absent(value) || Values.absent(part)) {
            return Logic.UNKNOWN;
        }
        if (value instanceof StringValue text && part instanceof StringValue wanted) {
            return BoolValue.of(text.value().contains(wanted.value()));
        }
        if (value instanceof BinaryValue bytes && part instanceof BinaryValue wanted) {
            return BoolValue.of(hex(bytes).contains(hex(wanted)));
        }
        String wanted = Values.canonical(part);
        return BoolValue.of(Values.members(value).stream()
                .anyMatch(member -> Values.canonical(member).equals(wanted)));
    }

    private static AttributeValue size(AttributeValue value) {
        if (value instanceof StringValue text) {
            return NumberValue.of(text.value().length());
        }
        if (value instanceof BinaryValue bytes) {
            return NumberValue.of(bytes.toByteArray().length);
        }
        if (value instanceof MapValue map) {
            return NumberValue.of(map.entries().size());
        }
        List<AttributeValue> members = Values.members(value);
        return value instanceof ListValue || !members.isEmpty() ? NumberValue.of(members.size()) : Logic.UNKNOWN;
    }

    private static AttributeValue ofText(String name, AttributeValue value) {
        if (Values.absent(value)) {
            return value;
        }
        String content = Values.text(value);
        return switch (name) {
            case "UPPER", "UCASE" -> new StringValue(content.toUpperCase(Locale.ROOT));
            case "LOWER", "LCASE" -> new StringValue(content.toLowerCase(Locale.ROOT));
            case "TRIM" -> new StringValue(content.replaceAll("^ +| +$", ""));
            default -> NumberValue.of(content.codePointCount(0, content.length()));
        };
    }

    /** Positions count from 1; a part that lies before the text is cut off. */
    private static AttributeValue substring(List<AttributeValue> arguments) {
        if (Values.absent(arguments.get(0)) || !(arguments.get(1) instanceof NumberValue start)) {
            return Logic.UNKNOWN;
        }
        String content = Values.text(arguments.get(0));
        long from = start.longValue();
        long to = content.length() + 1L;
        if (arguments.size() > 2) {
            if (!(arguments.get(2) instanceof NumberValue length)) {
                return Logic.UNKNOWN;
            }
            if (length.signum() < 0) {
                throw new ItemException(ErrorCode.SUBSTRING_ERROR, length);
            }
            to = Math.min(to, from + length.longValue());
        }
        from = Math.max(from, 1);
        return new StringValue(from >= to ? "" : content.substring((int) from - 1, (int) to - 1));
    }

    private static AttributeValue ofNumber(String name, AttributeValue value) {
        if (!(value instanceof NumberValue number)) {
            return Logic.UNKNOWN;
        }
        BigDecimal decimal = Values.decimal(number);
        return Arithmetic.number(
                switch (name) {
                    case "ABS" -> decimal.abs();
                    case "SIGN" -> BigDecimal.valueOf(decimal.signum());
                    case "FLOOR" -> decimal.setScale(0, RoundingMode.FLOOR);
                    default -> decimal.setScale(0, RoundingMode.CEILING);
                });
    }

    private static AttributeValue round(AttributeValue value, List<AttributeValue> arguments) {
        AttributeValue digits = arguments.size() > 1 ? arguments.get(1) : NumberValue.ZERO;
        if (!(value instanceof NumberValue number) || !(digits instanceof NumberValue scale)) {
            return Logic.UNKNOWN;
        }
        return Arithmetic.number(Values.decimal(number).setScale((int) scale.longValue(), RoundingMode.HALF_UP));
    }
}
