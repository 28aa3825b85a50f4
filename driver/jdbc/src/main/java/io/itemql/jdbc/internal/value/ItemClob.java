package io.itemql.jdbc.internal.value;

import io.itemql.error.ErrorCode;
import io.itemql.jdbc.internal.failure.SqlExceptions;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.sql.Clob;
import java.sql.NClob;
import java.sql.SQLException;

/** Text in memory as a {@link Clob}. Changes stay in this object. Not thread-safe. */
public final class ItemClob implements NClob {
    private String text;

    /** A clob of the given text. */
    public ItemClob(String text) {
        this.text = text;
    }

    @Override
    public long length() throws SQLException {
        return open().length();
    }

    @Override
    public String getSubString(long position, int length) throws SQLException {
        int from = ItemBlob.start(position, open().length());
        ItemBlob.checkLength(length);
        return text.substring(from, (int) Math.min(text.length(), (long) from + length));
    }

    @Override
    public Reader getCharacterStream() throws SQLException {
        return new StringReader(open());
    }

    @Override
    public Reader getCharacterStream(long position, long length) throws SQLException {
        return new StringReader(getSubString(position, (int) Math.min(length, Integer.MAX_VALUE)));
    }

    @Override
    public InputStream getAsciiStream() throws SQLException {
        return new ByteArrayInputStream(open().getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public long position(String pattern, long start) throws SQLException {
        ItemBlob.checkGiven(pattern);
        int at = open().indexOf(pattern, ItemBlob.start(start, text.length()));
        return at < 0 ? -1 : at + 1L;
    }

    @Override
    public long position(Clob pattern, long start) throws SQLException {
        ItemBlob.checkGiven(pattern);
        return position(pattern.getSubString(1, (int) pattern.length()), start);
    }

    @Override
    public int setString(long position, String source) throws SQLException {
        ItemBlob.checkGiven(source);
        int from = ItemBlob.start(position, open().length());
        int behind = Math.min(text.length(), from + source.length());
        text = text.substring(0, from) + source + text.substring(behind);
        return source.length();
    }

    @Override
    public int setString(long position, String source, int offset, int length) throws SQLException {
        ItemBlob.checkGiven(source);
        if (offset < 0 || length < 0 || offset > source.length() - length) {
            throw SqlExceptions.of(
                    ErrorCode.INVALID_JDBC_ARGUMENT,
                    "Offset " + offset + " and length " + length + " are out of range");
        }
        return setString(position, source.substring(offset, offset + length));
    }

    @Override
    public OutputStream setAsciiStream(long position) throws SQLException {
        ItemBlob.start(position, open().length());
        return new ByteArrayOutputStream() {
            @Override
            public void close() {
                ItemClob.this.write(position, toString(StandardCharsets.US_ASCII));
            }
        };
    }

    @Override
    public Writer setCharacterStream(long position) throws SQLException {
        ItemBlob.start(position, open().length());
        return new StringWriter() {
            @Override
            public void close() {
                ItemClob.this.write(position, toString());
            }
        };
    }

    @Override
    public void truncate(long length) throws SQLException {
        ItemBlob.checkLength(length);
        text = open().substring(0, (int) Math.min(length, text.length()));
    }

    @Override
    public void free() {
        text = null;
    }

    /** The end of a stream, which may not throw an SQLException; its position was checked when it was opened. */
    private void write(long position, String source) {
        int from = (int) position - 1;
        int behind = Math.min(text.length(), from + source.length());
        text = text.substring(0, from) + source + text.substring(behind);
    }

    private String open() throws SQLException {
        if (text == null) {
            throw SqlExceptions.of(ErrorCode.INVALID_JDBC_ARGUMENT, "The object was freed");
        }
        return text;
    }
}
