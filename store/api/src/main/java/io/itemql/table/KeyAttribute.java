package io.itemql.table;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.AttributeType;
import io.itemql.item.ItemLimits;
import io.itemql.item.ItemSize;

/**
 * An attribute of a key: its name and its type, which is S, N or B.
 */
public record KeyAttribute(String name, AttributeType type) {
    /**
     * @throws ItemException with {@link ErrorCode#INVALID_KEY_SCHEMA} if the name or the type cannot be a key's
     */
    public KeyAttribute {
        if (!type.isOrderable()) {
            throw new ItemException(
                    ErrorCode.INVALID_KEY_SCHEMA,
                    "Key attribute " + name + " has type " + type + "; a key is S, N or B");
        }
        if (name.isEmpty() || ItemSize.ofText(name) > ItemLimits.KEY_NAME_BYTES_MAX) {
            throw new ItemException(
                    ErrorCode.INVALID_KEY_SCHEMA,
                    "Key attribute name '" + name + "' must have 1 to " + ItemLimits.KEY_NAME_BYTES_MAX + " bytes");
        }
    }
}
