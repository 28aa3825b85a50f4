package io.itemql.sql.copy;

import io.itemql.error.ItemException;
import io.itemql.item.AttributeValue;
import java.util.Map;
import java.util.Optional;

/**
 * A record that was read from a file.
 *
 * @param line where it begins, from 1
 * @param text as it stands there
 * @param attributes of the item; empty if the record is none
 * @param failure why it is none
 */
record CopyRecord(long line, String text, Map<String, AttributeValue> attributes, Optional<ItemException> failure) {
    static CopyRecord of(long line, String text, Map<String, AttributeValue> attributes) {
        return new CopyRecord(line, text, attributes, Optional.empty());
    }

    static CopyRecord failed(long line, String text, ItemException failure) {
        return new CopyRecord(line, text, Map.of(), Optional.of(failure));
    }
}
