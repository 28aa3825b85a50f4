package io.itemql.jdbc.internal.result;

import java.sql.SQLException;
import java.sql.Statement;

/** Who executed the statement behind a result set, and lets go of what the result holds. */
public interface ResultOwner {
    /** The statement; {@code null} for results that belong to none. */
    Statement statement();

    /** After how many bytes texts and binaries are cut off; 0 is never. */
    default int fieldBytesMax() {
        return 0;
    }

    /**
     * Lets go of the cursor and its view of the store. Called once, at the last row or when the result set is closed,
     * whichever comes first.
     */
    void release() throws SQLException;

    /**
     * The same where a maximum of rows was set and there may be more, so that another execution may want to go on.
     *
     * @param rows how many were read; the cursor stands on the last of them
     */
    default void releaseBehind(long rows) throws SQLException {
        release();
    }

    /** The result set was closed. Called once, after {@link #release()}. */
    void closed() throws SQLException;

    /** Makes a reading thread stop, so that another one may close. */
    void stop();
}
