package io.itemql.sql.copy;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.AttributeValue;
import io.itemql.item.MapValue;
import io.itemql.item.NumberValue;
import io.itemql.item.StringValue;
import io.itemql.plan.value.ValueText;
import java.io.Closeable;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where records go that cannot be loaded: a JSON object a line with file, line, reason and the record's text. Without a file
 * the first one ends the statement. A statement that fails before it rejects anything leaves no file. Used by one thread.
 */
final class RejectedRecords implements Closeable {
    private final NewFiles made = new NewFiles();
    private final Optional<Path> file;
    private Writer out;

    RejectedRecords(Optional<Path> file) throws IOException {
        this.file = file;
        this.out = file.isPresent() ? made.create(file.get()) : null;
    }

    /**
     * @param loaded how many records are loaded so far
     * @throws ItemException with {@link ErrorCode#COPY_RECORD} if there is no file
     */
    void add(Path source, CopyRecord record, ItemException reason, long loaded) throws IOException {
        String text = reason.messageWithoutPlace();
        if (file.isEmpty()) {
            throw ItemException.causedBy(
                    reason, ErrorCode.COPY_RECORD, record.line(), source.getFileName(), text, loaded);
        }
        Map<String, AttributeValue> line = new LinkedHashMap<>();
        line.put("file", new StringValue(String.valueOf(source.getFileName())));
        line.put("line", NumberValue.of(record.line()));
        line.put("error", new StringValue(reason.code().name()));
        line.put("reason", new StringValue(text));
        line.put("record", new StringValue(record.text()));
        out.write(ValueText.json(new MapValue(line)));
        out.write('\n');
        made.keep();
    }

    /** The statement is done, and its file stays even if it is empty. */
    void finish() {
        made.keep();
    }

    /** The file, for the message about it. */
    Optional<Path> file() {
        return file;
    }

    @Override
    public void close() throws IOException {
        try (made) {
            if (out != null) {
                out.close();
                out = null;
            }
        }
    }
}
