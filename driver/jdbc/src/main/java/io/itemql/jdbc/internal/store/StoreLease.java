package io.itemql.jdbc.internal.store;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.sql.SqlEngine;
import io.itemql.store.ItemStore;
import io.itemql.store.StoreAddress;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** One connection's right to use an open store. Thread-safe. */
public final class StoreLease {
    private final OpenStores stores;
    private final OpenStores.OpenStore store;
    private final Runnable afterRelease;
    private final AtomicBoolean released = new AtomicBoolean();

    StoreLease(OpenStores stores, OpenStores.OpenStore store) {
        this(stores, store, () -> {});
    }

    private StoreLease(OpenStores stores, OpenStores.OpenStore store, Runnable afterRelease) {
        this.stores = stores;
        this.store = store;
        this.afterRelease = afterRelease;
    }

    /**
     * A second right to use the same store.
     *
     * @param afterRelease runs when the new one has been given back
     * @throws ItemException with {@link ErrorCode#STORE_CLOSED} if the store has been shut down
     */
    public StoreLease shared(Runnable afterRelease) {
        if (!store.joinAgain()) {
            throw new ItemException(ErrorCode.STORE_CLOSED, address());
        }
        return new StoreLease(stores, store, afterRelease);
    }

    /** What opening the store has to tell; each notice is given once, to the first that asks. */
    public List<String> takeNotices() {
        return store.takeNotices();
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
        stores.warmUp(store);
    }

    /** Gives the right back; the last one closes the store. May be called more than once. */
    public void release() {
        if (released.compareAndSet(false, true)) {
            try {
                store.leave();
            } finally {
                stores.forgetIfDead(store);
            }
            afterRelease.run();
        }
    }
}
