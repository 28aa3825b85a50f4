package io.itemql.tck.store;

import io.itemql.item.AttributeValue;
import io.itemql.store.ItemKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;

/** What a transaction has read of one table, as far as its commit depends on it. */
final class ModelFootprint {
    /** Whether something is at the commit as it was. */
    enum Change {
        NONE,
        /** Written by others, and as it was all the same: a store may find that out or not. */
        REWRITTEN,
        CHANGED
    }

    private record IndexRange(ModelIndex index, Predicate<ItemKey> keys) {}

    private final Set<ItemKey> singles = new HashSet<>();
    private final List<Predicate<ItemKey>> ranges = new ArrayList<>();
    private final List<IndexRange> indexRanges = new ArrayList<>();

    /** Notes that one item, there or not, was looked at. */
    void add(ItemKey key) {
        singles.add(key);
    }

    /** Notes that a range of the table was read. */
    void addRange(Predicate<ItemKey> keys) {
        ranges.add(keys);
    }

    /** Notes that a range of an index was read; the keys are the index's. */
    void addRange(ModelIndex index, Predicate<ItemKey> keys) {
        indexRanges.add(new IndexRange(index, keys));
    }

    /** Whether single items were looked at. */
    boolean hasSingles() {
        return !singles.isEmpty();
    }

    /**
     * Compares what was read.
     *
     * @param rewritten the keys that others have written meanwhile
     */
    Change between(ModelTable before, ModelTable now, Set<ItemKey> rewritten) {
        boolean isRewritten = false;
        for (ItemKey key : rewritten) {
            Map<String, AttributeValue> was = before.get(key);
            Map<String, AttributeValue> is = now.get(key);
            if (singles.contains(key) || ranges.stream().anyMatch(range -> range.test(key))) {
                if (!Objects.equals(was, is)) {
                    return Change.CHANGED;
                }
                isRewritten = true;
            }
            for (IndexRange range : indexRanges) {
                Map<String, AttributeValue> wasEntry = entry(range, was);
                Map<String, AttributeValue> isEntry = entry(range, is);
                if (!Objects.equals(wasEntry, isEntry)) {
                    return Change.CHANGED;
                }
                isRewritten |= wasEntry != null;
            }
        }
        return isRewritten ? Change.REWRITTEN : Change.NONE;
    }

    /** What the index shows of an item within the range; null if nothing. */
    private static Map<String, AttributeValue> entry(IndexRange range, Map<String, AttributeValue> item) {
        ItemKey key = item == null ? null : range.index().keyOf(item);
        return key == null || !range.keys().test(key) ? null : range.index().entry(item);
    }
}
