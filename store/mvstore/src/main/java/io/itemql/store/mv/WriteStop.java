package io.itemql.store.mv;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;

/** Whether writes are still taken, and why not. Safe for use by several threads. */
final class WriteStop {
    private final Persistence persistence;
    private volatile ItemException reason;

    WriteStop(Persistence persistence) {
        this.persistence = persistence;
    }

    /** Makes every write that has not passed the gate yet fail. */
    void stop(ItemException why) {
        reason = why;
    }

    void check() {
        ItemException why = reason;
        if (why != null) {
            throw why;
        }
    }

    /**
     * The journal has a write of which the map, the indexes and the counts may have half: nothing is written or saved
     * any more.
     *
     * @return what to throw
     */
    ItemException halfDone(Throwable cause) {
        ItemException failure = cause instanceof ItemException known
                ? known
                : ItemException.causedBy(cause, ErrorCode.INTERNAL_ERROR, cause.toString());
        reason = failure;
        persistence.fail(failure);
        return failure;
    }
}
