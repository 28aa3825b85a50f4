package io.itemql.sql.dynamodb.access;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.AttributePath;
import io.itemql.item.AttributeValue;
import io.itemql.item.BinaryValue;
import io.itemql.item.Item;
import io.itemql.item.ItemLimits;
import io.itemql.item.ItemSize;
import io.itemql.item.StringValue;
import io.itemql.store.ItemKey;
import io.itemql.table.KeyAttribute;
import io.itemql.table.KeySchema;

/** The service's refusals of values for key attributes, as its statements word them. */
final class KeyChecks {
    private KeyChecks() {}

    static ItemException refused(String text) {
        return new ItemException(ErrorCode.STATEMENT_REFUSED, text);
    }

    static ItemException keyCondition(String text) {
        return new ItemException(ErrorCode.KEY_CONDITION, text);
    }

    static ItemException typeMismatch(KeyAttribute key) {
        return keyCondition(
                "Key attribute's data type should match its data type in table's schema: Key " + key.name());
    }

    /** Checks a value that a key attribute is compared with. */
    static void check(AttributeValue value, KeyAttribute key) {
        if (!value.type().isOrderable()) {
            throw keyCondition(
                    "Key value must be of type S, N, or B. Key name: " + key.name() + ", Key type: " + value.type());
        }
        if (value.type() != key.type()) {
            throw typeMismatch(key);
        }
        checkNotEmpty(value, key);
    }

    private static void checkNotEmpty(AttributeValue value, KeyAttribute key) {
        if (value instanceof StringValue text && text.value().isEmpty()) {
            throw new ItemException(ErrorCode.KEY_EMPTY, "string", key.name());
        }
        if (value instanceof BinaryValue bytes && bytes.length() == 0) {
            throw new ItemException(ErrorCode.KEY_EMPTY, "binary", key.name());
        }
    }

    /** The key of an item that is to be inserted. */
    static ItemKey keyOf(Item item, KeySchema keys) {
        for (KeyAttribute key : keys.attributes()) {
            AttributeValue value = item.get(key.name());
            if (value == null) {
                throw new ItemException(ErrorCode.ITEM_KEY_MISSING, key.name());
            }
            if (value.type() != key.type()) {
                throw typeMismatch(key);
            }
            checkNotEmpty(value, key);
        }
        ItemKey key = keys.hasSortKey()
                ? ItemKey.of(
                        item.get(keys.partitionKey().name()),
                        item.get(keys.sortKey().orElseThrow().name()))
                : ItemKey.of(item.get(keys.partitionKey().name()));
        checkLength(key);
        return key;
    }

    static void checkLength(ItemKey key) {
        boolean fits = ItemSize.of(key.partition()) <= ItemLimits.PARTITION_KEY_BYTES_MAX
                && key.sort().map(ItemSize::of).orElse(0) <= ItemLimits.SORT_KEY_BYTES_MAX;
        if (!fits) {
            throw refused("Hash primary key values must be under 2048 bytes, and range primary key values must be under"
                    + " 1024 bytes");
        }
    }

    /** A key attribute is one value, so no path leads into it. */
    static void checkScalar(Iterable<AttributePath> paths, KeySchema keys) {
        for (AttributePath path : paths) {
            if (!path.isTopLevel() && keys.isKey(path.attribute())) {
                throw refused("Key attributes must be scalars; list random access '[]' and map lookup '.' are not"
                        + " allowed: Key: " + path.attribute());
            }
        }
    }
}
