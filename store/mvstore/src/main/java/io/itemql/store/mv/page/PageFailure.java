package io.itemql.store.mv.page;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import java.util.regex.Pattern;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStoreException;

/** What MVStore's exceptions mean to a user of the store. */
public final class PageFailure {
    /** What MVStore puts behind each message: its version and the number of the error. */
    private static final Pattern MESSAGE_END = Pattern.compile(" \\[[0-9.]+/[0-9]+]$");

    private PageFailure() {}

    /**
     * The exception to throw instead.
     *
     * @param place what the message names, such as the directory of the store
     */
    public static ItemException of(MVStoreException failure, String place) {
        return of(failure, place, "");
    }

    /**
     * Gives the failure of a read back if it tells that something is damaged. A disk that does not answer or a heap that
     * is too small tell nothing about what is stored.
     *
     * @throws ItemException the failure, if it is any other one
     */
    public static ItemException damage(ItemException failure) {
        // An internal error is MVStore's, over nonsense in its file.
        if (failure.code() != ErrorCode.STORE_DAMAGED && failure.code() != ErrorCode.INTERNAL_ERROR) {
            throw failure;
        }
        return failure;
    }

    /**
     * The exception to throw instead.
     *
     * @param map what the message names of the store beside its place, such as a table; may be empty
     */
    static ItemException of(MVStoreException failure, String place, String map) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ItemException known) {
                return known;
            }
            if (cause instanceof OutOfMemoryError) {
                return ItemException.causedBy(
                        failure,
                        ErrorCode.HEAP_EXHAUSTED,
                        Runtime.getRuntime().maxMemory() >> 20,
                        place,
                        cause.getMessage());
            }
        }
        MVStoreException first = failure.getErrorCode() == DataUtils.ERROR_CLOSED
                        && failure.getCause() instanceof MVStoreException earlier
                ? earlier
                : failure;
        String message = MESSAGE_END.matcher(first.getMessage()).replaceFirst("");
        return switch (first.getErrorCode()) {
            case DataUtils.ERROR_FILE_CORRUPT, DataUtils.ERROR_CHUNK_NOT_FOUND, DataUtils.ERROR_BLOCK_NOT_FOUND ->
                ItemException.causedBy(
                        failure, ErrorCode.STORE_DAMAGED, place, map.isEmpty() ? message : map + ": " + message);
            case DataUtils.ERROR_READING_FAILED, DataUtils.ERROR_WRITING_FAILED ->
                ItemException.causedBy(failure, ErrorCode.IO_ERROR, place, message);
            case DataUtils.ERROR_CLOSED -> ItemException.causedBy(failure, ErrorCode.STORE_CLOSED, place);
            default -> ItemException.causedBy(failure, ErrorCode.INTERNAL_ERROR, first.getMessage());
        };
    }
}
