package io.itemql.tck.store;

import io.itemql.store.ItemStore;

/** Where the stores come from that a contract is tried on: all that an engine under test has to give. */
public interface StoreSource {
    /** Opens an empty store of its own. */
    ItemStore open();

    /**
     * Closes a store and opens it again with what was in it. A store that lives in memory only may return itself
     * unchanged.
     */
    ItemStore reopen(ItemStore old);
}
