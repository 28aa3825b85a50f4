package io.itemql.jdbc.internal.statement;

import io.itemql.item.Value;
import io.itemql.jdbc.internal.result.ItemResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The wanted keys of the items that a statement inserted; items that have none of them are left out.
 *
 * @param attributes the columns
 */
record GeneratedKeys(List<String> attributes, List<Value[]> rows) {
    static final GeneratedKeys NONE = new GeneratedKeys(WantedKeys.GENERATED.attributes(), List.of());

    /** Reads the rows of a RETURNING clause to their end. */
    static GeneratedKeys read(ItemResultSet rows, WantedKeys keys) throws SQLException {
        List<Value[]> found = new ArrayList<>();
        int width = keys.attributes().size();
        while (rows.next()) {
            Value[] row = new Value[width];
            boolean any = false;
            for (int i = 0; i < width; i++) {
                row[i] = rows.getObject(i + 1, Value.class);
                any |= row[i] != null;
            }
            if (any) {
                found.add(row);
            }
        }
        return new GeneratedKeys(keys.attributes(), found);
    }
}
