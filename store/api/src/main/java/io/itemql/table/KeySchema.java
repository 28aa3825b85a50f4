package io.itemql.table;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import java.util.List;
import java.util.Optional;

/** The key of a table: a partition key and, for item collections, a sort key. */
public final class KeySchema {
    private final KeyAttribute partitionKey;
    private final KeyAttribute sortKey;

    private KeySchema(KeyAttribute partitionKey, KeyAttribute sortKey) {
        this.partitionKey = partitionKey;
        this.sortKey = sortKey;
    }

    public static KeySchema of(KeyAttribute partitionKey) {
        return new KeySchema(partitionKey, null);
    }

    /**
     * @throws ItemException with {@link ErrorCode#INVALID_KEY_SCHEMA} if both keys are one attribute
     */
    public static KeySchema of(KeyAttribute partitionKey, KeyAttribute sortKey) {
        if (partitionKey.name().equals(sortKey.name())) {
            throw new ItemException(
                    ErrorCode.INVALID_KEY_SCHEMA,
                    "Both the Hash Key and the Range Key element in the KeySchema have the same name");
        }
        return new KeySchema(partitionKey, sortKey);
    }

    public KeyAttribute partitionKey() {
        return partitionKey;
    }

    public Optional<KeyAttribute> sortKey() {
        return Optional.ofNullable(sortKey);
    }

    public boolean hasSortKey() {
        return sortKey != null;
    }

    /** The partition key, then the sort key if there is one. */
    public List<KeyAttribute> attributes() {
        return sortKey == null ? List.of(partitionKey) : List.of(partitionKey, sortKey);
    }

    public boolean isKey(String attribute) {
        return partitionKey.name().equals(attribute)
                || (sortKey != null && sortKey.name().equals(attribute));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof KeySchema that && attributes().equals(that.attributes());
    }

    @Override
    public int hashCode() {
        return attributes().hashCode();
    }

    @Override
    public String toString() {
        return attributes().toString();
    }
}
