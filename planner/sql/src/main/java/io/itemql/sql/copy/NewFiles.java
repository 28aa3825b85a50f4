package io.itemql.sql.copy;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.zip.GZIPOutputStream;

/**
 * The text files and directories that one statement makes. A file or link that is there is never written to. Half a file looks
 * like a whole one and is in the way of the next attempt, so what was made goes again unless {@link #keep} is called. Used by
 * one thread.
 */
final class NewFiles implements Closeable {
    /** The last one first: a directory is empty again before its turn comes. */
    private final Deque<Path> made = new ArrayDeque<>();

    /** Creates a file; gzipped, if its name ends in {@code .gz}. The caller closes it before this is closed. */
    Writer create(Path file) throws IOException {
        OutputStream bytes = bytes(file);
        made.push(file);
        try {
            OutputStream out = file.toString().endsWith(".gz") ? new GZIPOutputStream(bytes, 1 << 16) : bytes;
            return new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 16);
        } catch (IOException | RuntimeException e) {
            bytes.close();
            throw e;
        }
    }

    private static OutputStream bytes(Path file) throws IOException {
        try {
            return Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (FileAlreadyExistsException e) {
            throw ItemException.causedBy(e, ErrorCode.COPY_REFUSED, file, "it exists, and COPY writes new files only");
        } catch (NoSuchFileException e) {
            throw ItemException.causedBy(e, ErrorCode.COPY_REFUSED, file, "its directory does not exist");
        }
    }

    void createDirectory(Path directory) throws IOException {
        Files.createDirectory(directory);
        made.push(directory);
    }

    /** What was made so far stays. */
    void keep() {
        made.clear();
    }

    @Override
    public void close() throws IOException {
        IOException failure = null;
        while (!made.isEmpty()) {
            try {
                Files.deleteIfExists(made.pop());
            } catch (IOException e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
