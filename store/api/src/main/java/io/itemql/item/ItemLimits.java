package io.itemql.item;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import java.util.Map;

/** The limits of the service on items and values, and the check of an item against them. */
public final class ItemLimits {
    /** The largest item, names included; flat on every kind of put. */
    public static final int ITEM_BYTES_MAX = 409_600;
    /** How deep lists and maps may nest below an attribute. */
    public static final int NESTING_LEVELS_MAX = 32;

    public static final int PARTITION_KEY_BYTES_MAX = 2048;
    public static final int SORT_KEY_BYTES_MAX = 1024;
    public static final int ATTRIBUTE_NAME_BYTES_MAX = 65_535;
    /** The longest name of a key attribute, in bytes. */
    public static final int KEY_NAME_BYTES_MAX = 255;
    /** How much one page of a query or scan examines. */
    public static final int PAGE_BYTES_MAX = 1_048_576;

    /** How many bytes the items of one transaction have together. */
    public static final int TRANSACTION_BYTES_MAX = 4 * 1024 * 1024;

    private ItemLimits() {}

    /**
     * Checks the names, the nesting and the size of an item that is about to be stored.
     *
     * @param tooLarge {@link ErrorCode#ITEM_TOO_LARGE} for a put, {@link ErrorCode#UPDATED_ITEM_TOO_LARGE} for an
     *     update
     * @return the item's size as {@link ItemSize#of(Item)} counts it
     */
    public static int check(Item item, ErrorCode tooLarge) {
        for (Map.Entry<String, AttributeValue> attribute : item.attributes().entrySet()) {
            checkName(attribute.getKey());
            checkNesting(attribute.getValue(), 0);
        }
        int size = ItemSize.of(item);
        if (size > ITEM_BYTES_MAX) {
            throw new ItemException(tooLarge);
        }
        return size;
    }

    /**
     * Checks how large the items of one transaction are together.
     *
     * @param bytes the sizes of the items that it reads or puts; of an update, a delete or a check the larger of the item
     *     before and after it
     * @throws ItemException with {@link ErrorCode#LIMIT_EXCEEDED}
     */
    public static void checkTransaction(long bytes) {
        if (bytes > TRANSACTION_BYTES_MAX) {
            throw new ItemException(
                    ErrorCode.LIMIT_EXCEEDED,
                    "The items of a transaction have " + bytes + " bytes; at most " + TRANSACTION_BYTES_MAX
                            + " are allowed");
        }
    }

    private static void checkName(String name) {
        if (name.isEmpty()) {
            throw new ItemException(ErrorCode.INVALID_ATTRIBUTE_NAME, "''", "a name has at least 1 character");
        }
        if (name.length() > ATTRIBUTE_NAME_BYTES_MAX / 3 && ItemSize.ofText(name) > ATTRIBUTE_NAME_BYTES_MAX) {
            throw new ItemException(
                    ErrorCode.INVALID_ATTRIBUTE_NAME,
                    name.substring(0, 20) + "…",
                    "a name has at most " + ATTRIBUTE_NAME_BYTES_MAX + " bytes");
        }
    }

    private static void checkNesting(AttributeValue value, int level) {
        if (level > NESTING_LEVELS_MAX) {
            throw new ItemException(ErrorCode.NESTING_TOO_DEEP);
        }
        if (value instanceof ListValue list) {
            for (AttributeValue element : list.elements()) {
                checkNesting(element, level + 1);
            }
        } else if (value instanceof MapValue map) {
            for (Map.Entry<String, AttributeValue> entry : map.entries().entrySet()) {
                checkName(entry.getKey());
                checkNesting(entry.getValue(), level + 1);
            }
        }
    }
}
