package io.itemql.tck.store;

class ReferenceModelTest extends ModelContract {
    @Override
    protected StoreSource source() {
        return new ReferenceSource();
    }
}
