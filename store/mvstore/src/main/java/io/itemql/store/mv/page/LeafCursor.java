package io.itemql.store.mv.page;

import io.itemql.error.ItemException;
import io.itemql.store.mv.key.KeyRange;
import org.h2.mvstore.CursorPos;
import org.h2.mvstore.MVStoreException;
import org.h2.mvstore.Page;

/**
 * A walk upwards over the entries of a range, leaf by leaf: only the last key of each leaf is compared with the end of the
 * range, so a scan touches no key that nobody asks for, and a step within a leaf is a step within an array. Not
 * thread-safe.
 */
final class LeafCursor implements EntryCursor {
    /** A processor fetches memory in lines of so many bytes. */
    private static final int LINE_BYTES = 64;

    private final byte[] upper;
    private final PageMap map;
    /** The nodes above the leaf, each with the number of the child that the walk goes to next. */
    private CursorPos<byte[], byte[]> parents;

    private Page<byte[], byte[]> leaf;
    private int index;
    /** Behind the last entry of the leaf that is in the range. */
    private int end;
    /** Why the walk ended before its end; null as long as it did not. */
    private ItemException failure;
    /** Never read: it keeps {@link #touch} from being left out as useless. */
    @SuppressWarnings("UnusedVariable")
    private int touched;

    LeafCursor(PageMap map, Page<byte[], byte[]> root, KeyRange range) {
        this.upper = range.upper();
        this.map = map;
        try {
            descend(root, range.lower());
        } catch (MVStoreException e) {
            throw map.failed(e);
        }
        index--;
    }

    @Override
    public boolean next() {
        return ++index < end || nextLeaf();
    }

    @Override
    public byte[] key() {
        return leaf.getKey(index);
    }

    @Override
    public byte[] value() {
        return leaf.getValue(index);
    }

    private boolean nextLeaf() {
        if (failure != null) {
            // Whoever asks again must not get behind the page that cannot be read.
            throw failure;
        }
        try {
            while (end == leaf.getKeyCount() && parents != null) {
                if (parents.index > parents.page.getKeyCount()) {
                    parents = parents.parent;
                } else {
                    descend(parents.page.getChildPage(parents.index++), null);
                    if (index < end) {
                        return true;
                    }
                }
            }
        } catch (MVStoreException e) {
            failure = map.failed(e);
            throw failure;
        }
        index = end;
        return false;
    }

    /** Goes to the first key of a page that is not below another one; {@code null} for its very first. */
    private void descend(Page<byte[], byte[]> from, byte[] lower) {
        Page<byte[], byte[]> page = from;
        while (!page.isLeaf()) {
            // A key of a node is the first of the child behind it.
            int child = lower == null ? 0 : notBelow(page, lower);
            if (lower != null && child < page.getKeyCount() && KeyRange.compare(page.getKey(child), lower) == 0) {
                child++;
            }
            parents = new CursorPos<>(page, child + 1, parents);
            page = page.getChildPage(child);
        }
        leaf = page;
        index = lower == null ? 0 : notBelow(page, lower);
        int count = page.getKeyCount();
        end = upper == null || count == 0 || KeyRange.compare(page.getKey(count - 1), upper) < 0
                ? count
                : notBelow(page, upper);
        touched += touch(page, index, end);
    }

    /**
     * Looks at the beginning of each value. They lie anywhere in memory, and whoever reads them one after the other waits
     * for each; this loop depends on none of them, so the processor fetches many at a time.
     */
    private static int touch(Page<byte[], byte[]> leaf, int from, int to) {
        int sum = 0;
        for (int i = from; i < to; i++) {
            byte[] value = leaf.getValue(i);
            sum += value.length > LINE_BYTES ? value[LINE_BYTES] : value.length;
        }
        return sum;
    }

    /** The place of the first key of a page that is not below another one. */
    private static int notBelow(Page<byte[], byte[]> page, byte[] bound) {
        int low = 0;
        int high = page.getKeyCount();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (KeyRange.compare(page.getKey(middle), bound) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
