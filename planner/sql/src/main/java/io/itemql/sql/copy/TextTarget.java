package io.itemql.sql.copy;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import java.io.BufferedWriter;
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
import java.util.zip.GZIPOutputStream;

/** New text files. A file or link that is there is never written to. */
final class TextTarget {
    private TextTarget() {}

    /** Creates a file; gzipped, if its name ends in {@code .gz}. */
    static Writer create(Path file) throws IOException {
        OutputStream bytes = bytes(file);
        OutputStream out = file.toString().endsWith(".gz") ? new GZIPOutputStream(bytes, 1 << 16) : bytes;
        return new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 16);
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
}
