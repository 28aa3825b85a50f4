package io.itemql.sql.copy;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.AttributeValue;
import io.itemql.item.MapValue;
import io.itemql.plan.value.JsonDocument;
import io.itemql.sql.json.TypedJson;
import java.io.IOException;
import java.util.Map;

/** An item a line: as plain JSON, or as the data files of an export have it, {@code {"Item": {"id": {"S": "1"}}}}. */
final class JsonReader implements RecordReader {
    private final TextSource source;
    private final boolean typed;

    /** @param typed whether the lines are those of an export */
    JsonReader(TextSource source, boolean typed) {
        this.source = source;
        this.typed = typed;
    }

    @Override
    public CopyRecord next() throws IOException {
        while (true) {
            long line = source.line();
            String text = source.takeLine();
            if (text == null) {
                return null;
            }
            if (text.isBlank()) {
                continue;
            }
            try {
                return CopyRecord.of(line, text, attributes(JsonDocument.parse(text)));
            } catch (ItemException e) {
                return CopyRecord.failed(line, text, e);
            }
        }
    }

    private Map<String, AttributeValue> attributes(AttributeValue document) {
        if (!(document instanceof MapValue map)) {
            throw new ItemException(ErrorCode.INVALID_JSON, "a line is an object");
        }
        if (!typed) {
            return map.entries();
        }
        AttributeValue item = map.get("Item");
        if (item == null || map.entries().size() != 1) {
            throw new ItemException(ErrorCode.INVALID_JSON, "a line of an export is {\"Item\": {…}}");
        }
        return TypedJson.entries(item);
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
