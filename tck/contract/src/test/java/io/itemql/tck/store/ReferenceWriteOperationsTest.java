package io.itemql.tck.store;

class ReferenceWriteOperationsTest extends WriteOperationsContract {
    @Override
    protected StoreSource source() {
        return new ReferenceSource();
    }
}
