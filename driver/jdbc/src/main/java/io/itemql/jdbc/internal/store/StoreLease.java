package io.itemql.jdbc.internal.store;

import io.itemql.sql.SqlEngine;
import io.itemql.store.ItemStore;
import io.itemql.store.StoreAddress;
import java.util.concurrent.atomic.AtomicBoolean;

/** One connection's right to use an open store. Thread-safe. */
public final class StoreLease {
    private final OpenStores stores;
    private final OpenStores.OpenStore store;
    private final AtomicBoolean released = new AtomicBoolean();

    StoreLease(OpenStores stores, OpenStores.OpenStore store) {
        this.stores = stores;
        this.store = store;
    }

    /** SQL over the store, shared by all its connections. */
    public SqlEngine engine() {
        return store.engine();
    }

    /** The store itself. */
    public ItemStore store() {
        return store.store();
    }

    /** Where the store is; of a directory, the whole path. */
    public StoreAddress address() {
        return store.address();
    }

    /** False once somebody has shut the store down. */
    public boolean isOpen() {
        return !store.isDead();
    }

    /** Closes the store for everybody who uses it. */
    public void shutDown() {
        try {
            store.shutDown();
        } finally {
            stores.forgetIfDead(store);
        }
    }

    /** Lets a thread of its own load what the planner needs, the first time that anyone asks for it. */
    public void warmUp() {
        stores.warmUp(store.engine());
    }

    /** Gives the right back; the last one closes the store. May be called more than once. */
    public void release() {
        if (released.compareAndSet(false, true)) {
            try {
                store.leave();
            } finally {
                stores.forgetIfDead(store);
            }
        }
    }
}
