package io.itemql.store;

import io.itemql.condition.Update;
import io.itemql.condition.UpdateOperand;
import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.AttributeValue;
import io.itemql.item.BinaryValue;
import io.itemql.item.Item;
import io.itemql.item.StringValue;
import io.itemql.table.IndexDefinition;
import io.itemql.table.KeyAttribute;
import java.util.List;
import java.util.Optional;

/**
 * What an item's attributes must be so that its table's indexes can take them in: an attribute of an index key is
 * absent, or it has the key's type, is not empty and not too long. Items that were there before the index are not
 * asked; a wrong attribute merely keeps them out of it.
 */
public final class IndexKeys {
    private IndexKeys() {}

    /**
     * Checks an item that is about to be put.
     *
     * @throws ItemException with {@link ErrorCode#INDEX_KEY_TYPE_MISMATCH}, {@link ErrorCode#INDEX_KEY_EMPTY} or
     *     {@link ErrorCode#KEY_TOO_LONG}
     */
    public static void checkPut(Item item, List<IndexDefinition> indexes) {
        checkChange(Item.EMPTY, item, indexes);
    }

    /**
     * Checks what becomes of an item, whatever changes it. Attributes that stay as they are are not asked.
     *
     * @param before {@link Item#EMPTY} if there was none
     * @throws ItemException as {@link #checkPut}
     */
    public static void checkChange(Item before, Item after, List<IndexDefinition> indexes) {
        for (IndexDefinition index : indexes) {
            for (KeyAttribute key : index.keys().attributes()) {
                AttributeValue value = after.get(key.name());
                if (value != null && !value.equals(before.get(key.name()))) {
                    check(value, index, key);
                }
            }
        }
    }

    private static void check(AttributeValue value, IndexDefinition index, KeyAttribute key) {
        if (value.type() != key.type()) {
            throw typeMismatch(index, key, value);
        }
        if (isEmpty(value)) {
            throw new ItemException(
                    ErrorCode.INDEX_KEY_EMPTY,
                    "A value specified for a secondary index key is not supported.",
                    kind(value),
                    " IndexName: " + index.name() + ", IndexKey: " + key.name());
        }
        ItemKey.checkSize(value, isPartition(index, key));
    }

    /**
     * Checks what an update makes of an item. Attributes that it does not touch are left as they are.
     *
     * @param after the item after the update
     * @throws ItemException as {@link #checkPut}, or with {@link ErrorCode#INDEX_KEY_UPDATE} if the wrong type comes
     *     out of the item
     */
    public static void checkUpdate(Update update, Item after, List<IndexDefinition> indexes) {
        for (IndexDefinition index : indexes) {
            for (KeyAttribute key : index.keys().attributes()) {
                AttributeValue value = after.get(key.name());
                if (value == null || !isTarget(update, key.name())) {
                    continue;
                }
                if (value.type() != key.type()) {
                    throw isSetToLiteral(update, key.name())
                            ? typeMismatch(index, key, value)
                            : new ItemException(ErrorCode.INDEX_KEY_UPDATE, "");
                }
                if (isEmpty(value)) {
                    throw new ItemException(
                            ErrorCode.INDEX_KEY_EMPTY,
                            "The update expression attempted to update a secondary index key to a value that is not"
                                    + " supported.",
                            kind(value),
                            "");
                }
                ItemKey.checkSize(value, isPartition(index, key));
            }
        }
    }

    /**
     * The key that an item has in an index; empty if the index has no entry for it.
     *
     * @param item any item of the table, also one from before the index
     */
    public static Optional<ItemKey> keyOf(Item item, IndexDefinition index) {
        AttributeValue partition = part(item, index.keys().partitionKey(), true);
        if (partition == null) {
            return Optional.empty();
        }
        if (!index.keys().hasSortKey()) {
            return Optional.of(ItemKey.of(partition));
        }
        AttributeValue sort = part(item, index.keys().sortKey().orElseThrow(), false);
        return sort == null ? Optional.empty() : Optional.of(ItemKey.of(partition, sort));
    }

    private static AttributeValue part(Item item, KeyAttribute key, boolean isPartition) {
        AttributeValue value = item.get(key.name());
        return value != null && fits(value, key, isPartition) ? value : null;
    }

    /** Whether a value can stand in an index key. */
    public static boolean fits(AttributeValue value, KeyAttribute key, boolean isPartition) {
        return value.type() == key.type() && !isEmpty(value) && ItemKey.fits(value, isPartition);
    }

    private static ItemException typeMismatch(IndexDefinition index, KeyAttribute key, AttributeValue value) {
        return new ItemException(ErrorCode.INDEX_KEY_TYPE_MISMATCH, key.name(), key.type(), value.type(), index.name());
    }

    private static boolean isEmpty(AttributeValue value) {
        return (value instanceof StringValue text && text.value().isEmpty())
                || (value instanceof BinaryValue bytes && bytes.length() == 0);
    }

    private static String kind(AttributeValue value) {
        return value instanceof StringValue ? "string" : "binary";
    }

    private static boolean isPartition(IndexDefinition index, KeyAttribute key) {
        return index.keys().partitionKey().equals(key);
    }

    private static boolean isTarget(Update update, String attribute) {
        return update.targets().stream().anyMatch(path -> path.attribute().equals(attribute));
    }

    private static boolean isSetToLiteral(Update update, String attribute) {
        return update.sets().stream()
                .anyMatch(set -> set.target().isTopLevel()
                        && set.target().attribute().equals(attribute)
                        && set.value() instanceof UpdateOperand.Literal);
    }
}
