package io.itemql.plan.expression;

import io.itemql.item.AttributeValue;
import io.itemql.item.BoolValue;
import io.itemql.item.NullValue;
import io.itemql.item.Value;

/** The connectives of three-valued logic over values; whatever is no truth value counts as unknown. */
final class Truth {
    private Truth() {}

    static AttributeValue and(Value a, Value b) {
        if (a == BoolValue.FALSE || b == BoolValue.FALSE) {
            return BoolValue.FALSE;
        }
        return a == BoolValue.TRUE && b == BoolValue.TRUE ? BoolValue.TRUE : NullValue.NULL;
    }

    static AttributeValue or(Value a, Value b) {
        if (a == BoolValue.TRUE || b == BoolValue.TRUE) {
            return BoolValue.TRUE;
        }
        return a == BoolValue.FALSE && b == BoolValue.FALSE ? BoolValue.FALSE : NullValue.NULL;
    }

    static AttributeValue not(Value a) {
        if (a == BoolValue.TRUE) {
            return BoolValue.FALSE;
        }
        return a == BoolValue.FALSE ? BoolValue.TRUE : NullValue.NULL;
    }
}
