package io.itemql.jdbc.internal.value;

import io.itemql.error.ErrorCode;
import io.itemql.jdbc.internal.failure.SqlExceptions;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.sql.Blob;
import java.sql.SQLException;
import java.util.Arrays;

/**
 * Bytes in memory as a {@link Blob}; an item has at most 400 KB, so there is nothing to stream. Changes stay in this
 * object. Not thread-safe.
 */
public final class ItemBlob implements Blob {
    private byte[] bytes;

    /** A blob around an array that the caller gives away. */
    public ItemBlob(byte[] bytes) {
        this.bytes = bytes;
    }

    @Override
    public long length() throws SQLException {
        return open().length;
    }

    @Override
    public byte[] getBytes(long position, int length) throws SQLException {
        int from = start(position, open().length);
        checkLength(length);
        return Arrays.copyOfRange(bytes, from, (int) Math.min(bytes.length, (long) from + length));
    }

    @Override
    public InputStream getBinaryStream() throws SQLException {
        return new ByteArrayInputStream(open());
    }

    @Override
    public InputStream getBinaryStream(long position, long length) throws SQLException {
        return new ByteArrayInputStream(getBytes(position, (int) Math.min(length, Integer.MAX_VALUE)));
    }

    @Override
    public long position(byte[] pattern, long start) throws SQLException {
        byte[] all = open();
        checkGiven(pattern);
        for (int at = start(start, all.length); at + pattern.length <= all.length; at++) {
            if (Arrays.equals(all, at, at + pattern.length, pattern, 0, pattern.length)) {
                return at + 1L;
            }
        }
        return -1;
    }

    @Override
    public long position(Blob pattern, long start) throws SQLException {
        checkGiven(pattern);
        return position(pattern.getBytes(1, (int) pattern.length()), start);
    }

    @Override
    public int setBytes(long position, byte[] source) throws SQLException {
        checkGiven(source);
        return setBytes(position, source, 0, source.length);
    }

    @Override
    public int setBytes(long position, byte[] source, int offset, int length) throws SQLException {
        int from = start(position, open().length);
        checkGiven(source);
        if (offset < 0 || length < 0 || offset > source.length - length) {
            throw SqlExceptions.of(
                    ErrorCode.INVALID_JDBC_ARGUMENT,
                    "Offset " + offset + " and length " + length + " are out of range");
        }
        byte[] all = Arrays.copyOf(bytes, Math.max(bytes.length, from + length));
        System.arraycopy(source, offset, all, from, length);
        bytes = all;
        return length;
    }

    @Override
    public OutputStream setBinaryStream(long position) throws SQLException {
        int from = start(position, open().length);
        return new ByteArrayOutputStream() {
            @Override
            public void close() {
                byte[] all = Arrays.copyOf(bytes, Math.max(bytes.length, from + size()));
                System.arraycopy(toByteArray(), 0, all, from, size());
                bytes = all;
            }
        };
    }

    @Override
    public void truncate(long length) throws SQLException {
        checkLength(length);
        bytes = Arrays.copyOf(open(), (int) Math.min(length, bytes.length));
    }

    @Override
    public void free() {
        bytes = null;
    }

    private byte[] open() throws SQLException {
        if (bytes == null) {
            throw SqlExceptions.of(ErrorCode.INVALID_JDBC_ARGUMENT, "The object was freed");
        }
        return bytes;
    }

    /** A position of JDBC, from 1, as an offset from 0; one behind the end is where more can be written. */
    static int start(long position, long length) throws SQLException {
        if (position < 1 || position > length + 1) {
            throw SqlExceptions.of(
                    ErrorCode.INVALID_JDBC_ARGUMENT, "Position " + position + " is not within 1 to " + (length + 1));
        }
        return (int) (position - 1);
    }

    /** What is searched for, or written. */
    static void checkGiven(Object source) throws SQLException {
        if (source == null) {
            throw SqlExceptions.of(ErrorCode.INVALID_JDBC_ARGUMENT, "The argument is null");
        }
    }

    static void checkLength(long length) throws SQLException {
        if (length < 0) {
            throw SqlExceptions.of(ErrorCode.INVALID_JDBC_ARGUMENT, "Length " + length + " is negative");
        }
    }
}
