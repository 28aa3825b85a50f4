package io.itemql.tck.store;

import io.itemql.condition.AttributeSource;
import io.itemql.condition.ConditionPaths;
import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.AttributeType;
import io.itemql.item.AttributeValue;
import io.itemql.item.Item;
import io.itemql.item.ItemSize;
import io.itemql.item.NumberValue;
import io.itemql.store.Access;
import io.itemql.store.ConsumedCapacity;
import io.itemql.store.IndexKeys;
import io.itemql.store.ItemCursor;
import io.itemql.store.ItemKey;
import io.itemql.store.ItemPosition;
import io.itemql.store.ItemRead;
import io.itemql.store.SortKeyRange;
import io.itemql.table.IndexDefinition;
import io.itemql.table.KeyAttribute;
import io.itemql.table.KeySchema;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A cursor over a list of keys that it collects when it is opened. */
final class ReferenceCursor implements ItemCursor {
    /** By a hash of the partition key first, as real stores do it. */
    static final Comparator<ItemKey> STORAGE_ORDER = Comparator.comparingInt(ReferenceCursor::hash)
            .thenComparing(ItemKey::partition, ModelValues::compare)
            .thenComparing(key -> key.sort().orElse(NumberValue.ZERO), ModelValues::compare);

    private final ReferenceStore.Table table;
    private final ItemRead read;
    private final Fault fault;
    /** Null for a read of the table. */
    private final IndexDefinition index;

    private final Iterator<ItemKey> keys;
    private final boolean pricesEach;
    private double units;
    private long bytes;
    private long fetchedBytes;
    private long examined;
    private ItemKey current;
    private boolean pageIsFull;
    private boolean ended;

    ReferenceCursor(ReferenceStore.Table table, ItemRead read, Fault fault) {
        this.table = table;
        this.read = read;
        this.fault = fault;
        this.index = read.index().map(this::find).orElse(null);
        this.pricesEach = read.access() instanceof Access.Get;
        List<ItemKey> found = collect();
        if (fault == Fault.FILTERS_BEFORE_PAGING) {
            found.removeIf(key -> table.items().get(key) != null && !passes(key));
        }
        this.keys = found.iterator();
    }

    private IndexDefinition find(String name) {
        return table.info()
                .definition()
                .index(name)
                .orElseThrow(() -> new ItemException(ErrorCode.UNKNOWN_INDEX, name));
    }

    private static int hash(ItemKey key) {
        return (key.partition().hashCode() * 0x9E3779B9) >>> 1;
    }

    private List<ItemKey> collect() {
        KeySchema schema = table.keys();
        Optional<ItemKey> start = read.startAfter().map(ItemPosition::key);
        if (start.isPresent() && !fits(start.get(), schema)) {
            throw new ItemException(ErrorCode.KEY_SCHEMA_MISMATCH);
        }
        if (read.access() instanceof Access.Get get) {
            get.keys().forEach(key -> key.check(schema));
            return new ArrayList<>(get.keys());
        }
        if (start.isPresent() && read.startAfter().get().indexKey().isPresent() != (index != null)) {
            throw new ItemException(ErrorCode.INVALID_START_KEY, "");
        }
        Optional<ItemKey> startAt =
                read.startAfter().map(position -> position.indexKey().orElse(position.key()));
        List<ItemKey> found = new ArrayList<>();
        boolean descending = false;
        if (read.access() instanceof Access.Query query) {
            checkTypes(query, index == null ? schema : index.keys());
            inOrder()
                    .filter(key -> reachedBy(key).partition().equals(query.partition()))
                    .filter(key -> contains(query.range(), reachedBy(key)))
                    .forEach(found::add);
            descending = query.descending() && fault != Fault.IGNORES_DESCENDING;
        } else if (read.access() instanceof Access.Scan scan) {
            if (startAt.isPresent() && segment(startAt.get(), scan) != scan.segment()) {
                throw new ItemException(
                        ErrorCode.INVALID_START_KEY,
                        ": Invalid ExclusiveStartKey. Please use ExclusiveStartKey with correct Segment. TotalSegments: "
                                + scan.totalSegments() + " Segment: " + scan.segment());
            }
            inOrder()
                    .filter(key -> segment(reachedBy(key), scan) == scan.segment())
                    .forEach(found::add);
        }
        if (descending) {
            Collections.reverse(found);
        }
        if (start.isPresent()) {
            int least = fault == Fault.REPEATS_RESUME_KEY && examinedBefore(found, start.get()) ? 0 : 1;
            int sign = descending ? -1 : 1;
            found.removeIf(key -> {
                int order = STORAGE_ORDER.compare(reachedBy(key), startAt.orElseThrow());
                return sign * (order == 0 ? STORAGE_ORDER.compare(key, start.get()) : order) < least;
            });
        }
        return found;
    }

    /** The keys of all items that can be reached, in the order of the table or of the index. */
    private Stream<ItemKey> inOrder() {
        Stream<ItemKey> keys = table.items().keySet().stream();
        return index == null
                ? keys
                : keys.filter(key ->
                                IndexKeys.keyOf(table.items().get(key), index).isPresent())
                        .sorted(Comparator.comparing(this::reachedBy, STORAGE_ORDER)
                                .thenComparing(STORAGE_ORDER));
    }

    /** The key by which the read finds an item. */
    private ItemKey reachedBy(ItemKey key) {
        return index == null
                ? key
                : IndexKeys.keyOf(table.items().get(key), index).orElseThrow();
    }

    /** What the read sees of an item. */
    private Item shown(ItemKey key) {
        Item item = table.items().get(key);
        return index == null || read.wholeItems() ? item : entry(key);
    }

    private Item entry(ItemKey key) {
        return ReferenceStore.projected(table.items().get(key), index, table.keys());
    }

    private static boolean examinedBefore(List<ItemKey> found, ItemKey start) {
        return found.indexOf(start) > 0;
    }

    private static boolean fits(ItemKey key, KeySchema schema) {
        return key.partition().type() == schema.partitionKey().type()
                && key.sort().map(AttributeValue::type).equals(schema.sortKey().map(KeyAttribute::type));
    }

    private static void checkTypes(Access.Query query, KeySchema schema) {
        boolean fits = query.partition().type() == schema.partitionKey().type();
        AttributeType sort = schema.sortKey().map(KeyAttribute::type).orElse(null);
        SortKeyRange range = query.range();
        for (Optional<AttributeValue> part : List.of(range.lower(), range.upper(), range.prefix())) {
            fits &= part.isEmpty() || part.get().type() == sort;
        }
        if (!fits) {
            throw new ItemException(ErrorCode.KEY_SCHEMA_MISMATCH);
        }
    }

    private boolean contains(SortKeyRange range, ItemKey key) {
        boolean upperInclusive = range.upperInclusive() || fault == Fault.INCLUDES_UPPER_BOUND;
        return new ModelRange(
                        range.lower().orElse(null),
                        range.lowerInclusive(),
                        range.upper().orElse(null),
                        upperInclusive,
                        range.prefix().orElse(null))
                .contains(key.sort().orElse(NumberValue.ZERO));
    }

    private static int segment(ItemKey key, Access.Scan scan) {
        return (int) (((long) hash(key) * scan.totalSegments()) >>> 31);
    }

    @Override
    public boolean next() {
        while (!ended) {
            read.cancellation().check();
            if (examined >= read.itemsMax() || bytes + fetchedBytes >= read.bytesMax()) {
                pageIsFull = true;
                ended = true;
            } else if (!keys.hasNext()) {
                ended = true;
            } else if (examine(keys.next())) {
                return true;
            }
        }
        return false;
    }

    private boolean examine(ItemKey key) {
        Item item = table.items().get(key);
        long size = item == null ? 0 : ItemSize.of(index == null ? item : entry(key));
        boolean passes = item != null && passes(key);
        if (index != null) {
            current = key;
            examined++;
            bytes += size;
            if (read.wholeItems() && !index.projectsAll() && (passes || !filterIsProjected())) {
                fetchedBytes += ItemSize.of(item);
                units += ConsumedCapacity.ofRead(ItemSize.of(item), read.consistent())
                        .readUnits();
            }
            return passes;
        }
        units += ConsumedCapacity.ofRead(size, read.consistent()).readUnits();
        if (item == null) {
            return false;
        }
        current = key;
        examined++;
        if (passes || fault != Fault.CHARGES_FOR_FILTERED_ITEMS_ONLY) {
            bytes += size;
        }
        return passes;
    }

    private boolean filterIsProjected() {
        return read.filter().isPresent()
                && ConditionPaths.of(read.filter().get()).stream()
                        .allMatch(path -> index.projects(path.attribute(), table.keys()));
    }

    private boolean passes(ItemKey key) {
        return read.filter()
                .map(filter -> filter.test(AttributeSource.of(shown(key))))
                .orElse(true);
    }

    @Override
    public AttributeValue value(int slot) {
        return read.slots().get(slot).resolve(item());
    }

    @Override
    public AttributeType type(int slot) {
        AttributeValue value = value(slot);
        return value == null ? null : value.type();
    }

    @Override
    public Item item() {
        return shown(current);
    }

    @Override
    public ItemKey key() {
        return current;
    }

    @Override
    public Optional<ItemPosition> resumeKey() {
        if (!pageIsFull) {
            return Optional.empty();
        }
        return Optional.of(index == null ? ItemPosition.of(current) : ItemPosition.of(current, reachedBy(current)));
    }

    @Override
    public long itemsExamined() {
        return examined;
    }

    @Override
    public ConsumedCapacity capacity() {
        if (index != null) {
            return ConsumedCapacity.ofRead(bytes, read.consistent())
                    .inIndex(index.name())
                    .plus(new ConsumedCapacity(units, 0));
        }
        return pricesEach ? new ConsumedCapacity(units, 0) : ConsumedCapacity.ofRead(bytes, read.consistent());
    }

    @Override
    public void close() {}
}
