package io.itemql.tck.oracle;

import io.itemql.item.AttributeValue;
import io.itemql.item.BoolValue;
import io.itemql.item.NullValue;
import java.util.List;

/** Three-valued logic; unknown is NULL. */
final class Logic {
    static final AttributeValue UNKNOWN = NullValue.NULL;

    private Logic() {}

    static AttributeValue not(AttributeValue value) {
        return value instanceof BoolValue bool ? BoolValue.of(!bool.value()) : UNKNOWN;
    }

    static AttributeValue and(AttributeValue left, AttributeValue right) {
        if (left == BoolValue.FALSE || right == BoolValue.FALSE) {
            return BoolValue.FALSE;
        }
        return left == BoolValue.TRUE && right == BoolValue.TRUE ? BoolValue.TRUE : UNKNOWN;
    }

    static AttributeValue or(AttributeValue left, AttributeValue right) {
        return not(and(not(left), not(right)));
    }

    static AttributeValue compare(String operator, AttributeValue left, AttributeValue right) {
        if (Values.absent(left) || Values.absent(right) || left.type() != right.type()) {
            return UNKNOWN;
        }
        if (operator.equals("=") || operator.equals("<>")) {
            boolean same = Values.canonical(left).equals(Values.canonical(right));
            return BoolValue.of(same == operator.equals("="));
        }
        if (!Values.orderable(left, right)) {
            return UNKNOWN;
        }
        int order = Values.compare(left, right);
        return BoolValue.of(
                switch (operator) {
                    case "<" -> order < 0;
                    case "<=" -> order <= 0;
                    case ">" -> order > 0;
                    default -> order >= 0;
                });
    }

    /** TRUE if any member is equal, else unknown if any comparison is, else FALSE. */
    static AttributeValue in(AttributeValue operand, List<AttributeValue> members) {
        AttributeValue result = BoolValue.FALSE;
        for (AttributeValue member : members) {
            result = or(result, compare("=", operand, member));
        }
        return result;
    }

    /** LIKE by trying every way to fill a percent sign; code points, not chars. */
    static boolean like(int[] text, int at, int[] pattern, int patternAt, int escape) {
        if (patternAt == pattern.length) {
            return at == text.length;
        }
        int wanted = pattern[patternAt];
        if (wanted == escape && patternAt + 1 < pattern.length) {
            return at < text.length
                    && text[at] == pattern[patternAt + 1]
                    && like(text, at + 1, pattern, patternAt + 2, escape);
        }
        if (wanted == '%') {
            for (int from = at; from <= text.length; from++) {
                if (like(text, from, pattern, patternAt + 1, escape)) {
                    return true;
                }
            }
            return false;
        }
        return at < text.length
                && (wanted == '_' || wanted == text[at])
                && like(text, at + 1, pattern, patternAt + 1, escape);
    }
}
