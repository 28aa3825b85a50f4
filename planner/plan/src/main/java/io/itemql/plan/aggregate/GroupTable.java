package io.itemql.plan.aggregate;

import io.itemql.item.NullValue;
import io.itemql.item.NumberValue;
import io.itemql.item.Value;
import io.itemql.store.BatchColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The groups of one grouping set, found by the values of the keys. Unlike a map of the library it is asked with an array
 * that the caller uses again, so a row that belongs to a known group creates nothing. Used by one thread at a time.
 */
final class GroupTable {
    private static final int BUCKETS_MIN = 16;
    private static final int MIX = 0x9E3779B9;

    /** A group. */
    static final class Group {
        /** How many groups there were before it. */
        private final int number;

        private final int hash;
        private final Value[] key;
        private final AggregateCall.State[] states;
        private Group next;

        private Group(int number, int hash, Value[] key, AggregateCall.State[] states) {
            this.number = number;
            this.hash = hash;
            this.key = key;
            this.states = states;
        }

        Value key(int position) {
            return key[position];
        }

        /** The values of the keys, which nobody else changes. */
        Value[] keys() {
            return key;
        }

        AggregateCall.State[] states() {
            return states;
        }
    }

    private Group[] buckets = new Group[BUCKETS_MIN];
    private final List<Group> groups = new ArrayList<>();

    /** The states of the group with these values; {@code null} if there is none. */
    AggregateCall.State[] find(Value[] key) {
        int hash = Arrays.hashCode(key);
        for (Group group = buckets[bucket(hash)]; group != null; group = group.next) {
            if (group.hash == hash && equal(group.key, key)) {
                return group.states;
            }
        }
        return null;
    }

    /** The number of the group that a row of a batch belongs to; negative if there is none. */
    int find(BatchColumn[] key, int row) {
        int hash = 1;
        for (BatchColumn column : key) {
            // As the hash of an array of the values.
            hash = 31 * hash + hash(column, row);
        }
        for (Group group = buckets[bucket(hash)]; group != null; group = group.next) {
            if (group.hash == hash && equal(group.key, key, row)) {
                return group.number;
            }
        }
        return -1;
    }

    private static int hash(BatchColumn column, int row) {
        if (column.isOther(row)) {
            return column.value(row).hashCode();
        }
        return column.isWhole(row) ? NumberValue.hashOf(column.whole(row)) : NullValue.NULL.hashCode();
    }

    private static boolean equal(Value[] known, BatchColumn[] key, int row) {
        for (int i = 0; i < key.length; i++) {
            BatchColumn column = key[i];
            boolean equal;
            if (column.isOther(row)) {
                equal = equal(known, i, column.value(row));
            } else if (column.isWhole(row)) {
                equal = known[i] instanceof NumberValue number
                        && number.isLong()
                        && number.longValue() == column.whole(row);
            } else {
                equal = known[i] == NullValue.NULL;
            }
            if (!equal) {
                return false;
            }
        }
        return true;
    }

    /**
     * Compares one value of a group. A cursor that has read a text often gives the same object for it, so the object that was
     * seen last is kept: next time it need not be looked into.
     */
    private static boolean equal(Value[] known, int i, Value value) {
        if (known[i] == value) {
            return true;
        }
        boolean equal = known[i].equals(value);
        if (equal) {
            known[i] = value;
        }
        return equal;
    }

    private static boolean equal(Value[] a, Value[] b) {
        for (int i = 0; i < a.length; i++) {
            if (a[i] != b[i] && !a[i].equals(b[i])) {
                return false;
            }
        }
        return true;
    }

    /** Adds a group that is not there yet; the array is its own from now on. */
    void add(Value[] key, AggregateCall.State[] states) {
        if (groups.size() >= buckets.length) {
            grow();
        }
        Group group = new Group(groups.size(), Arrays.hashCode(key), key, states);
        groups.add(group);
        link(group);
    }

    private void grow() {
        buckets = new Group[buckets.length * 2];
        groups.forEach(this::link);
    }

    private void link(Group group) {
        int bucket = bucket(group.hash);
        group.next = buckets[bucket];
        buckets[bucket] = group;
    }

    /** By the upper bits of a product, which depend on all bits of the hash. */
    private int bucket(int hash) {
        return (hash * MIX) >>> (Integer.numberOfLeadingZeros(buckets.length) + 1);
    }

    /** In the order in which they came. */
    List<Group> groups() {
        return groups;
    }

    void clear() {
        groups.clear();
        buckets = new Group[BUCKETS_MIN];
    }
}
