package io.itemql.store.mv;

import io.itemql.store.ItemStore;
import io.itemql.store.ItemStoreProvider;
import io.itemql.store.StoreAddress;
import java.util.Map;
import java.util.Set;

/** Opens embedded stores: {@code mem} and {@code file}. */
public final class MvItemStoreProvider implements ItemStoreProvider {
    private static final String MEMORY = "mem";

    @Override
    public Set<String> schemes() {
        return Set.of(MEMORY);
    }

    @Override
    public Map<String, String> options() {
        return Map.of();
    }

    @Override
    public ItemStore open(StoreAddress address, Map<String, String> options) {
        return MvItemStore.inMemory(address.toString());
    }
}
