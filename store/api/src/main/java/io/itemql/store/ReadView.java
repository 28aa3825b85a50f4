package io.itemql.store;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import java.util.OptionalLong;

/**
 * A view of a store. On an engine with {@link Capability#SNAPSHOTS} it shows one moment: whatever is written or dropped
 * afterwards, its cursors do not see it. Must be closed, because it holds back the reclaiming of space.
 *
 * <p>May be used by several threads; each cursor by one.
 */
public interface ReadView extends AutoCloseable {
    /**
     * A table as of this view.
     *
     * @throws ItemException with {@link ErrorCode#UNKNOWN_TABLE}
     */
    TableInfo table(String name);

    /**
     * How many items a table has as of this view, where the engine knows that without reading them.
     *
     * @throws ItemException with {@link ErrorCode#UNKNOWN_TABLE}
     */
    default OptionalLong itemCount(String table) {
        return OptionalLong.empty();
    }

    /**
     * Opens a cursor. The caller closes it before the view.
     *
     * @throws ItemException with {@link ErrorCode#UNKNOWN_TABLE}, or {@link ErrorCode#KEY_SCHEMA_MISMATCH} if a key
     *     does not fit the table or the index, {@link ErrorCode#INVALID_START_KEY} if the key to start after lies in
     *     another segment of the scan, {@link ErrorCode#UNKNOWN_INDEX} or {@link ErrorCode#INDEX_NOT_READY}
     */
    ItemCursor open(ItemRead read);

    /**
     * What a table holds in this view, as something to compare: equal to what another view answers only if both show the
     * same items. An engine that cannot tell answers something that equals nothing else. It keeps nothing of the view.
     *
     * @throws ItemException with {@link ErrorCode#UNKNOWN_TABLE}
     */
    default Object contents(String table) {
        return new Object();
    }

    @Override
    void close();
}
