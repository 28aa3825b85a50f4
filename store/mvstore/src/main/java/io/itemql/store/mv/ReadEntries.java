package io.itemql.store.mv;

import io.itemql.store.mv.key.KeyCodec;
import io.itemql.store.mv.key.KeyRange;
import io.itemql.store.mv.page.EntryCursor;
import io.itemql.store.mv.page.EntryView;
import io.itemql.store.mv.page.PageMap;
import java.util.function.Consumer;

/** Entries of which everything that is read is noted; see {@link ReadSet}. */
final class ReadEntries implements EntryView {
    private final EntryView entries;
    private final EntryView snapshot;
    private final PageMap map;
    private final ReadSet reads;
    private final Consumer<byte[]> singles;

    /** @param singles takes the keys that are looked up one by one */
    ReadEntries(EntryView entries, EntryView snapshot, PageMap map, ReadSet reads, Consumer<byte[]> singles) {
        this.entries = entries;
        this.snapshot = snapshot;
        this.map = map;
        this.reads = reads;
        this.singles = singles;
    }

    @Override
    public byte[] get(byte[] key) {
        singles.accept(key);
        return entries.get(key);
    }

    @Override
    public EntryCursor cursor(byte[] from, boolean descending) {
        byte[] first = from == null ? new byte[0] : from;
        byte[] behind = from == null ? null : KeyCodec.successor(from);
        return cursor(descending ? KeyRange.of(new byte[0], behind) : KeyRange.of(first, null), descending);
    }

    @Override
    public EntryCursor cursor(KeyRange range, boolean descending) {
        return reads.read(snapshot, map, entries, range, descending);
    }
}
