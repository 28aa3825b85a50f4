package io.itemql.store;

import java.util.Objects;

/**
 * Where a store is.
 *
 * @param scheme {@code mem} or {@code file}
 * @param location the name of a store in memory, or a directory
 */
public record StoreAddress(String scheme, String location) {
    public StoreAddress {
        Objects.requireNonNull(scheme, "scheme");
        Objects.requireNonNull(location, "location");
    }

    @Override
    public String toString() {
        return scheme + ":" + location;
    }
}
