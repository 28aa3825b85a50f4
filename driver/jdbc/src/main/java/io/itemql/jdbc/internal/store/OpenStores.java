package io.itemql.jdbc.internal.store;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.sql.SqlEngine;
import io.itemql.store.ItemStore;
import io.itemql.store.ItemStoreProvider;
import io.itemql.store.StoreAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The stores that are open, by address. A store in a directory is open while a connection uses it; a store in memory
 * with a name stays until SHUTDOWN or the end of the JVM; one without a name belongs to its connection alone.
 * Thread-safe: opening one store, which may have to recover, does not hold up others.
 */
public final class OpenStores {
    private static final String MEMORY = "mem";
    private static final String FILE = "file";

    private final Map<StoreAddress, OpenStore> stores = new ConcurrentHashMap<>();
    private final AtomicBoolean warm = new AtomicBoolean();

    /**
     * Opens a store, or joins those who use it.
     *
     * @param options what the store is asked for
     * @throws ItemException with {@link ErrorCode#STORE_OPTION_CONFLICT} if the store is open with other options, or as
     *     {@link ItemStoreProvider#open} says
     */
    public StoreLease lease(StoreAddress address, Map<String, String> options, ItemStoreProvider provider) {
        if (address.scheme().equals(MEMORY) && address.location().isEmpty()) {
            OpenStore alone = new OpenStore(address, false);
            alone.join(options, provider);
            return new StoreLease(this, alone);
        }
        StoreAddress place = address.scheme().equals(FILE) ? canonical(address) : address;
        while (true) {
            OpenStore store = stores.computeIfAbsent(
                    place, key -> new OpenStore(key, key.scheme().equals(MEMORY)));
            try {
                if (store.join(options, provider)) {
                    return new StoreLease(this, store);
                }
            } finally {
                forgetIfDead(store);
            }
        }
    }

    /** Takes a store that nobody can join any more out of the table; the next one to ask opens it anew. */
    void forgetIfDead(OpenStore store) {
        if (store.isDead()) {
            stores.remove(store.address, store);
        }
    }

    /**
     * Loads the planner's classes in the background, once in this class loader, and shows the store to management
     * tools, both a moment later.
     */
    void warmUp(OpenStore store) {
        boolean warms = warm.compareAndSet(false, true);
        boolean manages = store.isDueForManagement();
        if (warms || manages) {
            WarmUp.start(() -> warmUp(store, warms, manages));
        }
    }

    private static void warmUp(OpenStore store, boolean warms, boolean manages) {
        if (warms) {
            store.engine().warmUp();
        }
        if (manages) {
            store.manage();
        }
    }

    /** One address for all spellings of a directory, which may not exist yet. */
    private static StoreAddress canonical(StoreAddress address) {
        try {
            Path path = Path.of(address.location()).toAbsolutePath().normalize();
            Path parent = path.getParent();
            if (Files.exists(path)) {
                path = path.toRealPath();
            } else if (parent != null && Files.exists(parent)) {
                path = parent.toRealPath().resolve(path.getFileName());
            }
            return new StoreAddress(address.scheme(), path.toString());
        } catch (InvalidPathException e) {
            throw ItemException.causedBy(e, ErrorCode.INVALID_URL, address, e.getMessage());
        } catch (IOException e) {
            throw ItemException.causedBy(e, ErrorCode.IO_ERROR, address.location(), e);
        }
    }

    /** A store and how many use it. */
    static final class OpenStore {
        private final StoreAddress address;
        private final boolean staysOpen;
        private Map<String, String> options;
        private volatile SqlEngine engine;
        private int users;
        private List<String> notices = List.of();
        private volatile boolean dead;
        /** Whether somebody has begun to register it with management; a store without a name is never. */
        private final AtomicBoolean managed = new AtomicBoolean();

        private final Object managing = new Object();
        private StoreManagement management;

        private OpenStore(StoreAddress address, boolean staysOpen) {
            this.address = address;
            this.staysOpen = staysOpen;
        }

        /** Adds a user, opening the store for the first one; false if it has been closed meanwhile. */
        synchronized boolean join(Map<String, String> asked, ItemStoreProvider provider) {
            if (dead) {
                return false;
            }
            if (engine == null) {
                open(asked, provider);
            } else {
                checkOptions(asked);
            }
            users++;
            return true;
        }

        /** What the first user is told; nobody after it. */
        synchronized List<String> takeNotices() {
            List<String> taken = notices;
            notices = List.of();
            return taken;
        }

        /** Adds a user of a store that is open; false if it has been closed meanwhile. */
        synchronized boolean joinAgain() {
            if (!dead) {
                users++;
            }
            return !dead;
        }

        private void open(Map<String, String> asked, ItemStoreProvider provider) {
            boolean opened = false;
            try {
                engine = new SqlEngine(provider.open(address, asked));
                notices = engine.store().notices();
                options = asked;
                opened = true;
            } finally {
                dead = !opened;
            }
        }

        private void checkOptions(Map<String, String> asked) {
            asked.forEach((name, value) -> {
                String own = options.get(name);
                if (!value.equals(own)) {
                    throw new ItemException(
                            ErrorCode.STORE_OPTION_CONFLICT, address, name, own == null ? "its default" : own, value);
                }
            });
        }

        /** Takes a user away and closes the store behind the last one, unless it stays open. */
        synchronized void leave() {
            users--;
            if (users == 0 && !staysOpen && !dead) {
                shutDown();
            }
        }

        /** Closes the store for all who use it. */
        synchronized void shutDown() {
            if (!dead) {
                dead = true;
                synchronized (managing) {
                    if (management != null) {
                        management.close();
                        management = null;
                    }
                }
                engine.store().close();
            }
        }

        boolean isDueForManagement() {
            return !address.location().isEmpty() && managed.compareAndSet(false, true);
        }

        /** Shows the store to management tools until it is closed. */
        void manage() {
            synchronized (managing) {
                if (!dead) {
                    management = StoreManagement.register(address.toString(), engine.systemTables())
                            .orElse(null);
                }
            }
        }

        SqlEngine engine() {
            return engine;
        }

        ItemStore store() {
            return engine.store();
        }

        StoreAddress address() {
            return address;
        }

        boolean isDead() {
            return dead;
        }
    }
}
