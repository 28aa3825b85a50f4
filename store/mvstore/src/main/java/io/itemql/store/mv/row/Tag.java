package io.itemql.store.mv.row;

import io.itemql.item.AttributeType;
import io.itemql.item.AttributeValue;
import io.itemql.item.BoolValue;
import io.itemql.item.NumberValue;

/**
 * What four bits say of a stored value: its type, whether a number is whole, and the whole value of BOOL and NULL. The
 * numbers are part of the file format.
 */
final class Tag {
    static final int S = 0;
    /** N, a whole number that a long holds. */
    static final int WHOLE = 1;
    /** N, any other number. */
    static final int DECIMAL = 2;

    static final int B = 3;
    static final int FALSE = 4;
    static final int TRUE = 5;
    static final int NULL = 6;
    static final int L = 7;
    static final int M = 8;
    static final int SS = 9;
    static final int NS = 10;
    static final int BS = 11;
    static final int COUNT = 12;

    private static final AttributeType[] TYPES = {
        AttributeType.S,
        AttributeType.N,
        AttributeType.N,
        AttributeType.B,
        AttributeType.BOOL,
        AttributeType.BOOL,
        AttributeType.NULL,
        AttributeType.L,
        AttributeType.M,
        AttributeType.SS,
        AttributeType.NS,
        AttributeType.BS
    };

    private Tag() {}

    static int of(AttributeValue value) {
        return switch (value.type()) {
            case S -> S;
            case N -> ((NumberValue) value).isLong() ? WHOLE : DECIMAL;
            case B -> B;
            case BOOL -> value == BoolValue.TRUE ? TRUE : FALSE;
            case NULL -> NULL;
            case L -> L;
            case M -> M;
            case SS -> SS;
            case NS -> NS;
            case BS -> BS;
        };
    }

    static AttributeType type(int tag) {
        return TYPES[tag];
    }

    /** The tag under which values are counted and known to the dictionary: TRUE and FALSE are one. */
    static int kind(int tag) {
        return tag == TRUE ? FALSE : tag;
    }
}
