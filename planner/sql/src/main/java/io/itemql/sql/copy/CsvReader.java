package io.itemql.sql.copy;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.AttributeValue;
import io.itemql.item.NullValue;
import io.itemql.sql.table.NearestNames;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Records of a CSV file as RFC 4180 has it, each an item. A field that is empty and not quoted is an attribute that the item
 * does not have; a quoted one is a text. Written by hand, because that difference and the line of a record decide here, and
 * because the jar stays small.
 */
final class CsvReader implements RecordReader {
    /** A field, and whether it stands in quotes. */
    private record Field(String text, boolean quoted) {}

    private final TextSource source;
    private final CopyOptions options;
    private final List<String> names = new ArrayList<>();
    private final List<CellType> types = new ArrayList<>();
    private final StringBuilder raw = new StringBuilder();
    /** What is wrong with the quotes of the record that was read last; {@code null} for nothing. */
    private String malformed;

    /**
     * @param columns the names of the columns, if the statement gives them
     * @param typeOf the type of a column that neither the header nor an option gives one
     */
    CsvReader(TextSource source, CopyOptions options, Optional<List<String>> columns, Function<String, CellType> typeOf)
            throws IOException {
        this.source = source;
        this.options = options;
        Optional<List<String>> given = columns;
        List<Field> header = options.header() == CopyOptions.Header.FALSE ? null : fields();
        checkQuotes();
        if (given.isEmpty() && header == null) {
            throw new ItemException(
                    ErrorCode.INVALID_OPTION,
                    "Without a header the columns are named behind the table: COPY t (a, b) FROM …, and the file is not"
                            + " empty");
        }
        for (int i = 0; header != null && given.isEmpty() && i < header.size(); i++) {
            addColumn(header.get(i).text(), typeOf);
        }
        given.ifPresent(list -> list.forEach(name -> addColumn(name, typeOf)));
        for (String typed : options.types().keySet()) {
            if (!names.contains(typed)) {
                throw new ItemException(
                        ErrorCode.INVALID_OPTION,
                        "types names " + typed + ", which is no column of the file" + NearestNames.offer(typed, names));
            }
        }
        if (new HashSet<>(names).size() < names.size()) {
            throw new ItemException(ErrorCode.DUPLICATE_NAME, "A column of " + names, "");
        }
    }

    private void addColumn(String header, Function<String, CellType> typeOf) {
        int colon = header.lastIndexOf(':');
        if (options.header() == CopyOptions.Header.TYPED && colon > 0) {
            names.add(header.substring(0, colon));
            types.add(CellType.of(header.substring(colon + 1)));
            return;
        }
        names.add(header);
        CellType given = options.types().get(header);
        types.add(given == null ? typeOf.apply(header) : given);
    }

    @Override
    public CopyRecord next() throws IOException {
        long line = source.line();
        List<Field> fields = fields();
        while (fields != null
                && fields.size() == 1
                && !fields.get(0).quoted()
                && fields.get(0).text().isEmpty()) {
            // A blank line is no record.
            line = source.line();
            fields = fields();
        }
        if (fields == null) {
            return null;
        }
        String text = raw.toString();
        try {
            checkQuotes();
            return CopyRecord.of(line, text, attributes(fields));
        } catch (ItemException e) {
            return CopyRecord.failed(line, text, e);
        }
    }

    private void checkQuotes() {
        if (malformed != null) {
            throw new ItemException(ErrorCode.MALFORMED_CSV, malformed);
        }
    }

    private Map<String, AttributeValue> attributes(List<Field> fields) {
        if (fields.size() != names.size()) {
            throw new ItemException(ErrorCode.COLUMN_COUNT_MISMATCH, fields.size(), names.size());
        }
        Map<String, AttributeValue> attributes = new LinkedHashMap<>();
        for (int i = 0; i < fields.size(); i++) {
            Field field = fields.get(i);
            if (field.quoted() || !field.text().isEmpty()) {
                boolean isNull = !field.quoted() && field.text().equals(options.nulls());
                attributes.put(names.get(i), isNull ? NullValue.NULL : value(i, field.text()));
            }
        }
        return attributes;
    }

    private AttributeValue value(int column, String text) {
        try {
            return types.get(column).read(text);
        } catch (ItemException e) {
            throw ItemException.causedBy(
                    e, ErrorCode.TYPE_MISMATCH, "column " + names.get(column) + ": " + e.messageWithoutPlace());
        }
    }

    /** The fields of the next record; {@code null} at the end. */
    private List<Field> fields() throws IOException {
        if (source.peek() < 0) {
            return null;
        }
        raw.setLength(0);
        malformed = null;
        List<Field> fields = new ArrayList<>();
        while (true) {
            fields.add(source.peek() == '"' ? quoted() : plain());
            int c = source.take();
            if (c == '\r' && source.peek() == '\n') {
                c = source.take();
            }
            if (c < 0 || c == '\n' || c == '\r') {
                return fields;
            }
            raw.append((char) c);
        }
    }

    private Field plain() throws IOException {
        int start = raw.length();
        while (source.peek() >= 0
                && source.peek() != options.delimiter()
                && source.peek() != '\n'
                && source.peek() != '\r') {
            raw.append((char) source.take());
            source.check(raw);
        }
        return new Field(raw.substring(start), false);
    }

    private Field quoted() throws IOException {
        StringBuilder text = new StringBuilder();
        long line = source.line();
        raw.append((char) source.take());
        while (source.peek() >= 0) {
            char c = (char) source.take();
            raw.append(c);
            source.check(raw);
            if (c == '"') {
                if (source.peek() != '"') {
                    return closed(text.toString(), line);
                }
                raw.append((char) source.take());
            }
            text.append(c);
        }
        malformed = "the quote at line " + line + " is never closed";
        return new Field(text.toString(), true);
    }

    /** RFC 4180 has nothing behind a closing quote; text there is most often that of a record whose quote was not closed. */
    private Field closed(String text, long line) throws IOException {
        if (!plain().text().isEmpty()) {
            malformed = "text follows the closing quote of the field that begins at line " + line;
        }
        return new Field(text, true);
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
