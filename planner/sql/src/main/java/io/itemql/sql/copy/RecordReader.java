package io.itemql.sql.copy;

import java.io.Closeable;
import java.io.IOException;

/** The records of one file, in its order. Used by one thread. */
interface RecordReader extends Closeable {
    /** The next record, also one that is wrong; {@code null} at the end. */
    CopyRecord next() throws IOException;
}
