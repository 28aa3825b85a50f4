package io.itemql.store;

import io.itemql.item.AttributeValue;
import java.util.List;
import java.util.Objects;

/** How a read reaches its items; the three ways of the service. */
public sealed interface Access {
    /**
     * GetItem for one key, BatchGetItem for several. Missing items are left out; the others come in the order of the
     * keys.
     */
    record Get(List<ItemKey> keys) implements Access {
        public Get {
            keys = List.copyOf(keys);
        }
    }

    /** Query: the items of one partition key within a range of sort keys, in the order of the sort key. */
    record Query(AttributeValue partition, SortKeyRange range, boolean descending) implements Access {
        public Query {
            Objects.requireNonNull(partition, "partition");
            Objects.requireNonNull(range, "range");
        }
    }

    /**
     * Scan: one segment of the whole table, in key-hash order. The segments of one total share no item and leave none
     * out.
     *
     * @param segment from 0, less than {@code totalSegments}
     */
    record Scan(int segment, int totalSegments) implements Access {
        public static final Scan WHOLE = new Scan(0, 1);

        public Scan {
            if (totalSegments < 1 || segment < 0 || segment >= totalSegments) {
                throw new IllegalArgumentException("segment " + segment + " of " + totalSegments);
            }
        }
    }
}
