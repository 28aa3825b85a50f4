package io.itemql.sql.copy;

import io.itemql.item.AttributeType;
import io.itemql.item.AttributeValue;
import io.itemql.item.ListValue;
import io.itemql.item.MapValue;
import io.itemql.plan.operator.Execution;
import io.itemql.plan.value.ValueText;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.Map;

/** A JSON object a line. */
final class JsonWriter implements RecordWriter {
    private final Writer out;
    private final Execution execution;
    private boolean warned;

    JsonWriter(NewFiles files, Path file, Execution execution) throws IOException {
        this.out = files.create(file);
        this.execution = execution;
    }

    @Override
    public void write(Map<String, AttributeValue> attributes) throws IOException {
        if (!warned && attributes.values().stream().anyMatch(JsonWriter::isNotOfJson)) {
            warned = true;
            execution.warn("JSON has no sets and no binary values: they are written as arrays and Base64 texts; "
                    + "format = 'dynamodb' keeps all types");
        }
        out.write(ValueText.json(new MapValue(attributes)));
        out.write('\n');
    }

    private static boolean isNotOfJson(AttributeValue value) {
        AttributeType type = value.type();
        return switch (type) {
            case B, SS, NS, BS -> true;
            case L -> ((ListValue) value).elements().stream().anyMatch(JsonWriter::isNotOfJson);
            case M -> ((MapValue) value).entries().values().stream().anyMatch(JsonWriter::isNotOfJson);
            case S, N, BOOL, NULL -> false;
        };
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
