package io.itemql.store.mv;

import io.itemql.store.mv.index.BuildProgress;
import io.itemql.store.mv.index.StoredIndex;
import java.nio.ByteBuffer;

/**
 * What a checkpoint saves of an index beside its entries.
 *
 * @param entries how many entries there are, to be compared with the map
 * @param entryBytes what their sizes add up to
 * @param progress how far it was built
 */
record IndexState(long entries, long entryBytes, BuildProgress progress) {
    private static final int FIXED_BYTES = 3 * Long.BYTES + 1;

    /** An index as it is; the gate must be closed. */
    static byte[] encode(StoredIndex index) {
        BuildProgress progress = index.progress();
        byte[] position = progress.isComplete() ? new byte[0] : progress.position();
        return ByteBuffer.allocate(FIXED_BYTES + position.length)
                .putLong(index.map().size())
                .putLong(index.entryBytes())
                .put((byte) (progress.isComplete() ? 1 : 0))
                .putLong(progress.items())
                .put(position)
                .array();
    }

    /** What {@link #encode} wrote. */
    static IndexState decode(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        long entries = in.getLong();
        long entryBytes = in.getLong();
        boolean complete = in.get() != 0;
        long items = in.getLong();
        byte[] position = new byte[in.remaining()];
        in.get(position);
        return new IndexState(
                entries, entryBytes, complete ? BuildProgress.complete() : BuildProgress.at(position, items));
    }
}
