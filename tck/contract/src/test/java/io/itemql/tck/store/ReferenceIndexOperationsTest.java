package io.itemql.tck.store;

import io.itemql.store.ItemStore;

class ReferenceIndexOperationsTest extends IndexOperationsContract {
    @Override
    protected ItemStore open() {
        return new ReferenceStore(Fault.NONE);
    }

    @Override
    protected ItemStore reopen(ItemStore old) {
        ((ReferenceStore) old).reopened();
        return old;
    }
}
