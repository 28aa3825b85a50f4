package io.itemql.store;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import java.nio.file.Path;

/** The files that statements may read and write: none, unless whoever opened the store has named directories. */
@FunctionalInterface
public interface StatementFiles {
    /** No file at all. */
    StatementFiles NONE = (what, path) -> {
        throw new ItemException(ErrorCode.FILES_NOT_ALLOWED, what + " '" + path + "'", "this store opens no files");
    };

    /**
     * The file or directory that a statement names, behind {@code ..} and symbolic links; it need not exist. A relative one is
     * looked for in the first directory that is allowed.
     *
     * @param what the statement, for the message
     * @throws ItemException with {@link ErrorCode#FILES_NOT_ALLOWED}
     */
    Path check(String what, String path);
}
