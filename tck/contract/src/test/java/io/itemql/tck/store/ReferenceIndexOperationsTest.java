package io.itemql.tck.store;

class ReferenceIndexOperationsTest extends IndexOperationsContract {
    @Override
    protected StoreSource source() {
        return new ReferenceSource();
    }
}
