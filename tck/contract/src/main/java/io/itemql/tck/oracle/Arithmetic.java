package io.itemql.tck.oracle;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.AttributeValue;
import io.itemql.item.BoolValue;
import io.itemql.item.ListValue;
import io.itemql.item.NumberValue;
import io.itemql.item.StringValue;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** Exact numbers of 38 digits, further ones rounded half even; an operand that is no number gives NULL, a MISSING one MISSING. */
final class Arithmetic {
    private static final MathContext DIGITS = new MathContext(38, RoundingMode.HALF_EVEN);

    private Arithmetic() {}

    static NumberValue number(BigDecimal value) {
        return NumberValue.of(value.round(DIGITS));
    }

    static AttributeValue compute(String operator, AttributeValue left, AttributeValue right) {
        if (left == null || right == null) {
            return null;
        }
        if (Values.absent(left) || Values.absent(right)) {
            return Logic.UNKNOWN;
        }
        if (operator.equals("||") && (left instanceof ListValue || right instanceof ListValue)) {
            List<AttributeValue> members = new ArrayList<>(members(left));
            members.addAll(members(right));
            return new ListValue(members);
        }
        if (operator.equals("||")) {
            return new StringValue(Values.text(left) + Values.text(right));
        }
        if (!(left instanceof NumberValue x) || !(right instanceof NumberValue y)) {
            return Logic.UNKNOWN;
        }
        BigDecimal a = Values.decimal(x);
        BigDecimal b = Values.decimal(y);
        return number(
                switch (operator) {
                    case "+" -> a.add(b);
                    case "-" -> a.subtract(b);
                    case "*" -> a.multiply(b);
                    case "/" -> a.divide(nonZero(b), DIGITS);
                    default -> a.remainder(nonZero(b));
                });
    }

    private static BigDecimal nonZero(BigDecimal divisor) {
        if (divisor.signum() == 0) {
            throw new ItemException(ErrorCode.DIVISION_BY_ZERO);
        }
        return divisor;
    }

    static AttributeValue cast(AttributeValue value, String type) {
        return switch (type) {
            case "SMALLINT", "INT", "INTEGER", "BIGINT" ->
                number(toNumber(value, type).setScale(0, RoundingMode.HALF_UP));
            case "DECIMAL", "NUMERIC", "NUMBER", "REAL", "DOUBLE", "FLOAT" -> number(toNumber(value, type));
            case "VARCHAR", "STRING", "TEXT" -> toText(value, type);
            case "BOOLEAN", "BOOL" -> {
                if (value instanceof BoolValue) {
                    yield value;
                }
                throw unjudged(type);
            }
            default -> throw unjudged(type);
        };
    }

    private static BigDecimal toNumber(AttributeValue value, String type) {
        if (value instanceof NumberValue number) {
            return Values.decimal(number);
        }
        if (value instanceof StringValue text) {
            try {
                return new BigDecimal(text.value().strip());
            } catch (NumberFormatException e) {
                throw ItemException.causedBy(e, ErrorCode.CAST_FAILED, text, type);
            }
        }
        throw unjudged(type);
    }

    private static AttributeValue toText(AttributeValue value, String type) {
        if (value instanceof NumberValue number) {
            return new StringValue(Values.decimal(number).toPlainString());
        }
        if (value instanceof StringValue) {
            return value;
        }
        throw unjudged(type);
    }

    private static ItemException unjudged(String type) {
        return new ItemException(ErrorCode.UNSUPPORTED, "CAST to " + type, " by the naive evaluator");
    }

    private static List<AttributeValue> members(AttributeValue value) {
        return value instanceof ListValue list ? list.elements() : List.of(value);
    }
}
