package io.itemql.store;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import java.util.Map;
import java.util.Set;

/** Opens stores of an engine. Found through {@link java.util.ServiceLoader}, so that the driver knows no engine. */
public interface ItemStoreProvider {
    /** The schemes of the addresses that this provider opens, such as {@code mem}. */
    Set<String> schemes();

    /** The names of the options that {@link #open} takes, such as {@code durability}, with one sentence each. */
    Map<String, String> options();

    /** The names of those options that have no effect on a store at an address. */
    default Set<String> ineffectiveOptions(StoreAddress address) {
        return Set.of();
    }

    /**
     * Opens a store, creating it if it does not exist.
     *
     * @param options values by name; a name that is absent has its default
     * @throws ItemException with {@link ErrorCode#STORE_IN_USE}, {@link ErrorCode#NOT_A_STORE},
     *     {@link ErrorCode#FORMAT_TOO_NEW}, {@link ErrorCode#STORE_DAMAGED}, {@link ErrorCode#INVALID_OPTION_VALUE} or
     *     {@link ErrorCode#IO_ERROR}; nothing is changed then
     */
    ItemStore open(StoreAddress address, Map<String, String> options);
}
