package io.itemql.sql.copy;

import io.itemql.item.AttributeValue;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Records of a CSV file; {@link CsvReader} says how NULL, missing attributes and texts are told apart. */
final class CsvWriter implements RecordWriter {
    private final Writer out;
    private final CopyOptions options;
    private final List<String> names;
    private final List<CellType> types;

    /** @param types one for each name; they count in a typed file only */
    CsvWriter(NewFiles files, Path file, CopyOptions options, List<String> names, List<CellType> types)
            throws IOException {
        this.out = files.create(file);
        this.options = options;
        this.names = names;
        this.types = types;
        if (options.header() != CopyOptions.Header.FALSE) {
            writeHeader();
        }
    }

    private void writeHeader() throws IOException {
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            separate(i);
            write(isTyped() ? name + ":" + types.get(i).header() : name);
        }
        out.write("\r\n");
    }

    private boolean isTyped() {
        return options.header() == CopyOptions.Header.TYPED;
    }

    @Override
    public void write(Map<String, AttributeValue> attributes) throws IOException {
        for (int i = 0; i < names.size(); i++) {
            separate(i);
            AttributeValue value = attributes.get(names.get(i));
            if (value != null && value.isNull()) {
                out.write(options.nulls());
            } else if (value != null) {
                CellType type = isTyped() ? types.get(i) : CellType.of(value.type());
                write(type.write(value));
            }
        }
        out.write("\r\n");
    }

    private void separate(int column) throws IOException {
        if (column > 0) {
            out.write(options.delimiter());
        }
    }

    private void write(String text) throws IOException {
        boolean plain = !text.isEmpty()
                && !text.equals(options.nulls())
                && text.indexOf(options.delimiter()) < 0
                && text.indexOf('"') < 0
                && text.indexOf('\n') < 0
                && text.indexOf('\r') < 0;
        out.write(plain ? text : '"' + text.replace("\"", "\"\"") + '"');
    }

    @Override
    public void finish() throws IOException {
        out.flush();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
