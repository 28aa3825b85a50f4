package io.itemql.tck.store;

class ReferenceItemOperationsTest extends ItemOperationsContract {
    @Override
    protected StoreSource source() {
        return new ReferenceSource();
    }
}
