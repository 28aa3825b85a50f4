package io.itemql.store.mv.page;

import io.itemql.error.ItemException;
import io.itemql.store.mv.key.KeyRange;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.h2.mvstore.Page;
import org.h2.mvstore.RootReference;

/** A sorted map from bytes to bytes, in unsigned order of the keys. Safe for use by several threads. */
public final class PageMap {
    private final MVMap<byte[], byte[]> map;
    private final String place;
    private final String contents;

    /**
     * A map of a store.
     *
     * @param contents what it holds, as messages name it; may be empty
     */
    PageMap(MVMap<byte[], byte[]> map, String place, String contents) {
        this.map = map;
        this.place = place;
        this.contents = contents;
    }

    ItemException failed(MVStoreException failure) {
        return PageFailure.of(failure, place, contents);
    }

    MVMap<byte[], byte[]> map() {
        return map;
    }

    /** The map as it is now. Can be read as long as its version is held; see {@link PageStore#hold}. */
    public RootReference<byte[], byte[]> root() {
        return map.getRoot();
    }

    /** The value of a key now; {@code null} if there is none. */
    public byte[] get(byte[] key) {
        try {
            return map.get(key);
        } catch (MVStoreException e) {
            throw failed(e);
        }
    }

    /** The value that a key had; {@code null} if it had none. */
    public byte[] get(RootReference<byte[], byte[]> root, byte[] key) {
        try {
            return map.get(root.root, key);
        } catch (MVStoreException e) {
            throw failed(e);
        }
    }

    /**
     * A walk over the entries that the map had.
     *
     * @param from where it begins, inclusive; {@code null} for the end
     */
    public PageCursor cursor(RootReference<byte[], byte[]> root, byte[] from, boolean descending) {
        try {
            return new PageCursor(this, new Cursor<>(root, from, null, descending));
        } catch (MVStoreException e) {
            throw failed(e);
        }
    }

    /** A walk upwards over the entries of a range that the map had. */
    EntryCursor leaves(RootReference<byte[], byte[]> root, KeyRange range) {
        return new LeafCursor(this, root.root, range);
    }

    /**
     * The first entries that the map had and that cannot be read.
     *
     * @param from where to begin to look, inclusive
     */
    Optional<UnreadableEntries> firstUnreadable(RootReference<byte[], byte[]> root, byte[] from) {
        return firstUnreadable(root.root, from, null);
    }

    /**
     * Likewise, below a page.
     *
     * @param end the first key behind those below the page; {@code null} if there is none
     */
    private Optional<UnreadableEntries> firstUnreadable(Page<byte[], byte[]> page, byte[] from, byte[] end) {
        int children = page.isLeaf() ? 0 : page.getKeyCount() + 1;
        for (int i = 0; i < children; i++) {
            byte[] to = i < page.getKeyCount() ? page.getKey(i) : end;
            if (to != null && Arrays.compareUnsigned(to, from) <= 0) {
                continue;
            }
            Page<byte[], byte[]> child;
            try {
                child = page.getChildPage(i);
            } catch (MVStoreException e) {
                return Optional.of(new UnreadableEntries(to, failed(e)));
            }
            Optional<UnreadableEntries> below = firstUnreadable(child, from, to);
            if (below.isPresent()) {
                return below;
            }
        }
        return Optional.empty();
    }

    /**
     * Adds up a figure of the values whose keys are in a range, as the map is now.
     *
     * @param from the first key, inclusive
     * @param to the first key behind the range; {@code null} if there is none
     */
    public long sum(byte[] from, byte[] to, ToLongFunction<byte[]> figure) {
        MVStore store = map.getStore();
        MVStore.TxCounter held = store.registerVersionUsage();
        try {
            long sum = 0;
            PageCursor entries = cursor(root(), from, false);
            while (entries.next() && (to == null || Arrays.compareUnsigned(entries.key(), to) < 0)) {
                sum += figure.applyAsLong(entries.value());
            }
            return sum;
        } finally {
            store.deregisterVersionUsage(held);
        }
    }

    /**
     * Sets the value of a key.
     *
     * @return the value that it had; {@code null} if it had none
     */
    public byte[] put(byte[] key, byte[] value) {
        return change(() -> map.put(key, value));
    }

    /**
     * Removes a key if it is there.
     *
     * @return the value that it had; {@code null} if it had none
     */
    public byte[] remove(byte[] key) {
        return change(() -> map.remove(key));
    }

    /**
     * MVStore gives up waiting for a map that others write to when the thread is interrupted, before it has changed
     * anything. The write is in the journal by then and must happen, so it is tried again; the thread stays
     * interrupted.
     */
    private byte[] change(Supplier<byte[]> change) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return change.get();
                } catch (MVStoreException e) {
                    throw failed(e);
                } catch (RuntimeException e) {
                    if (!(e.getCause() instanceof InterruptedException)) {
                        throw e;
                    }
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /**
     * Gives every entry that can be read, in order.
     *
     * @param lost is told of each page that is damaged, with what is below it
     * @throws ItemException if a page may be whole and cannot be read all the same
     */
    public void salvage(BiConsumer<byte[], byte[]> entries, Consumer<String> lost) {
        Page<byte[], byte[]> root;
        try {
            root = map.getRootPage();
        } catch (RuntimeException e) {
            lost.accept("the root: " + damage(e));
            return;
        }
        salvage(root, entries, lost);
    }

    /** What is wrong with a page. MVStore trips over nonsense in its file in many ways. */
    private String damage(RuntimeException failure) {
        if (failure instanceof MVStoreException known) {
            PageFailure.damage(failed(known));
        }
        return failure.getMessage();
    }

    private void salvage(Page<byte[], byte[]> page, BiConsumer<byte[], byte[]> entries, Consumer<String> lost) {
        if (page.isLeaf()) {
            for (int i = 0; i < page.getKeyCount(); i++) {
                entries.accept(page.getKey(i), page.getValue(i));
            }
            return;
        }
        for (int i = 0; i <= page.getKeyCount(); i++) {
            Page<byte[], byte[]> child;
            try {
                child = page.getChildPage(i);
            } catch (RuntimeException e) {
                lost.accept("a page: " + damage(e));
                continue;
            }
            salvage(child, entries, lost);
        }
    }

    /** How many entries there are. */
    public long size() {
        return map.sizeAsLong();
    }
}
