package io.itemql.item;

import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Orders over values: {@link #compareSameType} for {@code <} and BETWEEN, which know only values of one orderable type,
 * and {@link #TOTAL} for ORDER BY, MIN, MAX and merges, which must place every value somewhere.
 */
public final class ValueOrder {
    /**
     * A total order over attribute values of any types: numbers, then texts, binaries, booleans, and then lists, maps
     * and sets by their contents; NULL after everything. Equal exactly where {@code equals} says so.
     */
    public static final Comparator<AttributeValue> TOTAL = ValueOrder::compareTotal;

    private ValueOrder() {}

    /** True if the two values are of one type that {@code <} can compare. */
    public static boolean comparable(AttributeValue a, AttributeValue b) {
        return a.type() == b.type() && a.type().isOrderable();
    }

    /**
     * Compares two values of one orderable type.
     *
     * @throws IllegalArgumentException if {@link #comparable} is false
     */
    public static int compareSameType(AttributeValue a, AttributeValue b) {
        if (a instanceof NumberValue x && b instanceof NumberValue y) {
            return x.compareTo(y);
        }
        if (a instanceof StringValue x && b instanceof StringValue y) {
            return x.compareTo(y);
        }
        if (a instanceof BinaryValue x && b instanceof BinaryValue y) {
            return x.compareTo(y);
        }
        throw new IllegalArgumentException("no order between " + a.type() + " and " + b.type());
    }

    private static int compareTotal(AttributeValue a, AttributeValue b) {
        int byType = Integer.compare(rank(a.type()), rank(b.type()));
        if (byType != 0) {
            return byType;
        }
        return switch (a.type()) {
            case N, S, B -> compareSameType(a, b);
            case BOOL -> ((BoolValue) a).compareTo((BoolValue) b);
            case NULL -> 0;
            case L -> compareAll(((ListValue) a).elements(), ((ListValue) b).elements());
            case M -> compareMaps((MapValue) a, (MapValue) b);
            case SS -> compareAll(((StringSetValue) a).members(), ((StringSetValue) b).members());
            case NS -> compareAll(((NumberSetValue) a).members(), ((NumberSetValue) b).members());
            case BS -> compareAll(((BinarySetValue) a).members(), ((BinarySetValue) b).members());
        };
    }

    private static int rank(AttributeType type) {
        return switch (type) {
            case N -> 0;
            case S -> 1;
            case B -> 2;
            case BOOL -> 3;
            case L -> 4;
            case M -> 5;
            case SS -> 6;
            case NS -> 7;
            case BS -> 8;
            case NULL -> 9;
        };
    }

    private static int compareAll(Iterable<? extends AttributeValue> a, Iterable<? extends AttributeValue> b) {
        Iterator<? extends AttributeValue> left = a.iterator();
        Iterator<? extends AttributeValue> right = b.iterator();
        while (left.hasNext() && right.hasNext()) {
            int byElement = compareTotal(left.next(), right.next());
            if (byElement != 0) {
                return byElement;
            }
        }
        return Boolean.compare(left.hasNext(), right.hasNext());
    }

    private static int compareMaps(MapValue a, MapValue b) {
        List<Map.Entry<String, AttributeValue>> left = sorted(a);
        List<Map.Entry<String, AttributeValue>> right = sorted(b);
        for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
            int byName =
                    StringValue.compareUtf8(left.get(i).getKey(), right.get(i).getKey());
            int byEntry = byName != 0
                    ? byName
                    : compareTotal(left.get(i).getValue(), right.get(i).getValue());
            if (byEntry != 0) {
                return byEntry;
            }
        }
        return Integer.compare(left.size(), right.size());
    }

    private static List<Map.Entry<String, AttributeValue>> sorted(MapValue map) {
        TreeMap<String, AttributeValue> byName = new TreeMap<>(StringValue::compareUtf8);
        byName.putAll(map.entries());
        return List.copyOf(byName.entrySet());
    }
}
