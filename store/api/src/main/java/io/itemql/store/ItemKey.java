package io.itemql.store;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.AttributeValue;
import io.itemql.item.BinaryValue;
import io.itemql.item.Item;
import io.itemql.item.ItemLimits;
import io.itemql.item.ItemSize;
import io.itemql.item.StringValue;
import io.itemql.table.KeyAttribute;
import io.itemql.table.KeySchema;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The key of one item: the values of the partition key and, if the table has one, of the sort key. */
public final class ItemKey {
    private final AttributeValue partition;
    private final AttributeValue sort;

    private ItemKey(AttributeValue partition, AttributeValue sort) {
        this.partition = Objects.requireNonNull(partition, "partition");
        this.sort = sort;
    }

    public static ItemKey of(AttributeValue partition) {
        return new ItemKey(partition, null);
    }

    public static ItemKey of(AttributeValue partition, AttributeValue sort) {
        return new ItemKey(partition, Objects.requireNonNull(sort, "sort"));
    }

    /**
     * The key of an item that is about to be put.
     *
     * @throws ItemException with {@link ErrorCode#KEY_MISSING}, {@link ErrorCode#KEY_TYPE_MISMATCH},
     *     {@link ErrorCode#KEY_EMPTY} or {@link ErrorCode#KEY_TOO_LONG}
     */
    public static ItemKey ofItem(Item item, KeySchema keys) {
        AttributeValue partition = checkedForPut(item, keys.partitionKey(), true);
        AttributeValue sort =
                keys.sortKey().isPresent() ? checkedForPut(item, keys.sortKey().get(), false) : null;
        return new ItemKey(partition, sort);
    }

    private static AttributeValue checkedForPut(Item item, KeyAttribute key, boolean isPartition) {
        AttributeValue value = item.get(key.name());
        if (value == null) {
            throw new ItemException(ErrorCode.KEY_MISSING, key.name());
        }
        if (value.type() != key.type()) {
            throw new ItemException(ErrorCode.KEY_TYPE_MISMATCH, key.name(), key.type(), value.type());
        }
        checkLength(value, key, isPartition);
        return value;
    }

    /**
     * Checks this key against a table's.
     *
     * @throws ItemException with {@link ErrorCode#KEY_SCHEMA_MISMATCH}, {@link ErrorCode#KEY_EMPTY} or
     *     {@link ErrorCode#KEY_TOO_LONG}
     */
    public void check(KeySchema keys) {
        boolean fits = partition.type() == keys.partitionKey().type()
                && (sort != null) == keys.hasSortKey()
                && (sort == null || sort.type() == keys.sortKey().orElseThrow().type());
        if (!fits) {
            throw new ItemException(ErrorCode.KEY_SCHEMA_MISMATCH);
        }
        checkLength(partition, keys.partitionKey(), true);
        if (sort != null) {
            checkLength(sort, keys.sortKey().orElseThrow(), false);
        }
    }

    private static void checkLength(AttributeValue value, KeyAttribute key, boolean isPartition) {
        if (value instanceof StringValue text && text.value().isEmpty()) {
            throw new ItemException(ErrorCode.KEY_EMPTY, "string", key.name());
        }
        if (value instanceof BinaryValue bytes && bytes.length() == 0) {
            throw new ItemException(ErrorCode.KEY_EMPTY, "binary", key.name());
        }
        checkSize(value, isPartition);
    }

    /** Checks how long a value is that is not empty. */
    static void checkSize(AttributeValue value, boolean isPartition) {
        if (!fits(value, isPartition)) {
            // The missing blank is the service's.
            throw new ItemException(
                    ErrorCode.KEY_TOO_LONG,
                    isPartition
                            ? "Size of hashkey has exceeded the maximum size limit of2048 bytes"
                            : "Aggregated size of all range keys has exceeded the size limit of 1024 bytes");
        }
    }

    /** Whether a value is short enough. */
    static boolean fits(AttributeValue value, boolean isPartition) {
        return ItemSize.of(value) <= (isPartition ? ItemLimits.PARTITION_KEY_BYTES_MAX : ItemLimits.SORT_KEY_BYTES_MAX);
    }

    public AttributeValue partition() {
        return partition;
    }

    public Optional<AttributeValue> sort() {
        return Optional.ofNullable(sort);
    }

    /** An item that has the key attributes and no others. */
    public Item toItem(KeySchema keys) {
        Map<String, AttributeValue> attributes = new LinkedHashMap<>();
        attributes.put(keys.partitionKey().name(), partition);
        keys.sortKey().ifPresent(key -> attributes.put(key.name(), sort));
        return Item.ofOwned(attributes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ItemKey that && partition.equals(that.partition) && Objects.equals(sort, that.sort);
    }

    @Override
    public int hashCode() {
        return 31 * partition.hashCode() + Objects.hashCode(sort);
    }

    @Override
    public String toString() {
        return sort == null ? partition.toString() : partition + ", " + sort;
    }
}
