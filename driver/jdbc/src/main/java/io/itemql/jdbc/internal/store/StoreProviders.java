package io.itemql.jdbc.internal.store;

import io.itemql.store.ItemStoreProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/** The engines on the class path, found through {@link ServiceLoader}, so that the driver names none. Immutable. */
public final class StoreProviders {
    private final List<ItemStoreProvider> providers;

    /** The given engines. */
    public StoreProviders(List<ItemStoreProvider> providers) {
        this.providers = List.copyOf(providers);
    }

    /** The engines that the class loader of the driver sees; not the thread's, which may be another application's. */
    public static StoreProviders installed() {
        List<ItemStoreProvider> found = new ArrayList<>();
        for (ItemStoreProvider provider :
                ServiceLoader.load(ItemStoreProvider.class, StoreProviders.class.getClassLoader())) {
            found.add(provider);
        }
        return new StoreProviders(found);
    }

    /** Who opens addresses with a scheme. */
    public Optional<ItemStoreProvider> forScheme(String scheme) {
        for (ItemStoreProvider provider : providers) {
            if (provider.schemes().contains(scheme)) {
                return Optional.of(provider);
            }
        }
        return Optional.empty();
    }

    /** All engines. */
    public List<ItemStoreProvider> all() {
        return providers;
    }
}
