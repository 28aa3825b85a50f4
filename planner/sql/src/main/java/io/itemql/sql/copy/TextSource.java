package io.itemql.sql.copy;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/**
 * The characters of a file, which is UTF-8 and may be gzipped, with the number of the line. A record of absurd length is
 * refused instead of filling the heap. Used by one thread.
 */
final class TextSource implements Closeable {
    /** Far above the text of the largest item, which has 400 KB. */
    private static final int RECORD_LENGTH_MAX = 16 << 20;

    private static final int BYTE_ORDER_MARK = 0xFEFF;

    private final Path file;
    private final BufferedReader reader;
    private long line = 1;
    private int ahead;

    private TextSource(Path file, BufferedReader reader) throws IOException {
        this.file = file;
        this.reader = reader;
        this.ahead = read();
        if (ahead == BYTE_ORDER_MARK) {
            ahead = read();
        }
    }

    /** @param file a path that leads through no link */
    static TextSource open(Path file) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new ItemException(ErrorCode.COPY_REFUSED, file, "there is no such file");
        }
        InputStream bytes = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS);
        try {
            InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(bytes, 1 << 16) : bytes;
            var decoder = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT);
            return new TextSource(file, new BufferedReader(new InputStreamReader(plain, decoder), 1 << 16));
        } catch (IOException | RuntimeException e) {
            bytes.close();
            throw e;
        }
    }

    /** The number of the line of the next character, from 1. */
    long line() {
        return line;
    }

    /** The next character, which stays the next; −1 at the end. */
    int peek() {
        return ahead;
    }

    /** Takes the next character; −1 at the end. */
    int take() throws IOException {
        int taken = ahead;
        if (taken >= 0) {
            if (taken == '\n') {
                line++;
            }
            ahead = read();
        }
        return taken;
    }

    /** Takes the rest of a line, without its end; {@code null} at the end of the file. */
    String takeLine() throws IOException {
        if (ahead < 0) {
            return null;
        }
        StringBuilder text = new StringBuilder();
        for (int c = take(); c >= 0 && c != '\n'; c = take()) {
            text.append((char) c);
            check(text);
        }
        if (text.length() > 0 && text.charAt(text.length() - 1) == '\r') {
            text.setLength(text.length() - 1);
        }
        return text.toString();
    }

    /** @throws ItemException with {@link ErrorCode#COPY_REFUSED} if a record gets too long */
    void check(StringBuilder record) {
        if (record.length() > RECORD_LENGTH_MAX) {
            throw new ItemException(
                    ErrorCode.COPY_REFUSED,
                    file,
                    "the record at line " + line + " has more than " + RECORD_LENGTH_MAX + " characters");
        }
    }

    private int read() throws IOException {
        try {
            return reader.read();
        } catch (CharacterCodingException e) {
            throw ItemException.causedBy(
                    e, ErrorCode.COPY_REFUSED, file, "line " + line + " or one after it is not UTF-8");
        }
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
