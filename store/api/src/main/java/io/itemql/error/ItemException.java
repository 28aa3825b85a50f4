package io.itemql.error;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.Locale;

/**
 * The one exception that ItemQL's layers throw: an {@link ErrorCode}, its message, and the place in the statement
 * where the fault was seen, if it was seen in a statement.
 *
 * <p>Unchecked, because almost no caller between the store and the driver can do anything about it; the driver
 * translates it into an {@code SQLException} at its edge.
 */
public class ItemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final String unplaced;
    private final int line;
    private final int column;

    public ItemException(ErrorCode code, Object... arguments) {
        this(code, code.format(arguments), "", 0, 0, null);
    }

    private ItemException(ErrorCode code, String unplaced, String place, int line, int column, Throwable cause) {
        super(unplaced + place, cause);
        this.code = code;
        this.unplaced = unplaced;
        this.line = line;
        this.column = column;
    }

    /** An exception that was caused by another one, which stays visible as its cause. */
    public static ItemException causedBy(Throwable cause, ErrorCode code, Object... arguments) {
        return new ItemException(code, code.format(arguments), "", 0, 0, cause);
    }

    /**
     * The failure to read or write something, with a reason that a person understands: Java's file exceptions often have
     * the name of a file for a message, and the reason in their own name.
     *
     * @param place what was read or written
     */
    public static ItemException ofIo(IOException cause, Object place) {
        String name = cause.getClass().getSimpleName().replace("Exception", "");
        String words = name.replaceAll("(?<=.)(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
        String reason = cause.getMessage();
        if (cause instanceof FileSystemException file && file.getReason() == null) {
            reason = words + ": " + file.getFile();
        } else if (reason == null) {
            reason = words;
        }
        return causedBy(cause, ErrorCode.IO_ERROR, place, reason);
    }

    /**
     * The same failure with its place in the statement; the message then ends in {@code at line L, column C}.
     *
     * @param line counted from 1
     * @param column counted from 1, in characters
     */
    public ItemException at(int line, int column) {
        return this.line > 0 ? this : movedTo(line, column);
    }

    /** The same failure without a place, for a text that the user has not written. */
    public ItemException withoutPlace() {
        return new ItemException(code, unplaced, "", 0, 0, getCause());
    }

    /** The same failure with another place in the statement. */
    public ItemException movedTo(int line, int column) {
        ItemException placed = new ItemException(
                code, unplaced, " (at line " + line + ", column " + column + ")", line, column, getCause());
        placed.setStackTrace(getStackTrace());
        return placed;
    }

    /** The message without the place of the statement. */
    public String messageWithoutPlace() {
        return unplaced;
    }

    public ErrorCode code() {
        return code;
    }

    /** The line of the statement, from 1; 0 if the failure has no place in a statement. */
    public int line() {
        return line;
    }

    /** The column of the statement, from 1; 0 if the failure has no place in a statement. */
    public int column() {
        return column;
    }
}
