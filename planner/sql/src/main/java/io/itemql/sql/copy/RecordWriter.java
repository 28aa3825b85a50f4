package io.itemql.sql.copy;

import io.itemql.item.AttributeValue;
import java.io.Closeable;
import java.io.IOException;
import java.util.Map;

/** Writes records into new files. Used by one thread. */
interface RecordWriter extends Closeable {
    /** Writes an item, or the columns of a row that have a value. */
    void write(Map<String, AttributeValue> attributes) throws IOException;

    /** Completes the files after the last record; without it what was written is not to be used. */
    void finish() throws IOException;
}
