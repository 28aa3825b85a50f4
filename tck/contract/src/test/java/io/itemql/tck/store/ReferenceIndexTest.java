package io.itemql.tck.store;

class ReferenceIndexTest extends IndexContract {
    @Override
    protected StoreSource source() {
        return new ReferenceSource();
    }
}
