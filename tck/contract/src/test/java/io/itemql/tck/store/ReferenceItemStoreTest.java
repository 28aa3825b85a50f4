package io.itemql.tck.store;

class ReferenceItemStoreTest extends ItemStoreContract {
    @Override
    protected StoreSource source() {
        return new ReferenceSource();
    }
}
