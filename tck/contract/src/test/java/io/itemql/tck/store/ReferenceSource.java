package io.itemql.tck.store;

import io.itemql.store.ItemStore;

/** Stores that are right, to try the contracts themselves on. */
final class ReferenceSource implements StoreSource {
    @Override
    public ItemStore open() {
        return new ReferenceStore(Fault.NONE);
    }

    @Override
    public ItemStore reopen(ItemStore old) {
        ((ReferenceStore) old).reopened();
        return old;
    }
}
