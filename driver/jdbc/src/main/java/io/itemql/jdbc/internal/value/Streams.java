package io.itemql.jdbc.internal.value;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.jdbc.internal.failure.SqlExceptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.SQLException;

/** Streams and locators of parameters, read to their end when they are set: an item has at most 400 KB. */
public final class Streams {
    /** The length of a stream that is read as far as it goes. */
    public static final long TO_THE_END = Long.MAX_VALUE;

    private static final int BUFFER_CHARACTERS = 8192;

    private Streams() {}

    /** At most {@code length} bytes; {@code null} for no stream. */
    public static byte[] bytes(InputStream stream, long length) throws SQLException {
        ItemBlob.checkLength(length);
        if (stream == null) {
            return null;
        }
        try {
            return stream.readNBytes((int) Math.min(length, Integer.MAX_VALUE));
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** At most {@code length} bytes as text; {@code null} for no stream. */
    public static String text(InputStream stream, long length, Charset charset) throws SQLException {
        byte[] bytes = bytes(stream, length);
        return bytes == null ? null : new String(bytes, charset);
    }

    /** At most {@code length} characters; {@code null} for no reader. */
    public static String text(Reader reader, long length) throws SQLException {
        ItemBlob.checkLength(length);
        if (reader == null) {
            return null;
        }
        try {
            StringWriter text = new StringWriter();
            char[] buffer = new char[BUFFER_CHARACTERS];
            long left = length;
            int count = 0;
            while (left > 0 && count >= 0) {
                count = reader.read(buffer, 0, (int) Math.min(left, buffer.length));
                if (count > 0) {
                    text.write(buffer, 0, count);
                    left -= count;
                }
            }
            return text.toString();
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** What a stream or locator holds, as an object that {@link ParameterValues} knows; anything else is given back. */
    static Object contents(Object object) throws SQLException {
        if (object instanceof InputStream stream) {
            return bytes(stream, TO_THE_END);
        }
        if (object instanceof Reader reader) {
            return text(reader, TO_THE_END);
        }
        if (object instanceof Blob blob) {
            return blob.getBytes(1, (int) Math.min(blob.length(), Integer.MAX_VALUE));
        }
        if (object instanceof Clob clob) {
            return clob.getSubString(1, (int) Math.min(clob.length(), Integer.MAX_VALUE));
        }
        return object instanceof Array array ? array.getArray() : object;
    }

    private static SQLException failed(IOException e) {
        return SqlExceptions.of(ItemException.causedBy(e, ErrorCode.IO_ERROR, "the stream of a parameter", e));
    }
}
