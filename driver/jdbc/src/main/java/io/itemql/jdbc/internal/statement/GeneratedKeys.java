package io.itemql.jdbc.internal.statement;

import io.itemql.item.Value;
import io.itemql.jdbc.internal.result.ColumnDescription;
import io.itemql.jdbc.internal.result.ColumnSet;
import io.itemql.jdbc.internal.result.ItemResultSet;
import io.itemql.jdbc.internal.value.JdbcType;
import io.itemql.table.TableDefinition;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The wanted keys of the items that a statement inserted; items that have none of them are left out. */
record GeneratedKeys(ColumnSet columns, List<Value[]> rows) {
    static final GeneratedKeys NONE = new GeneratedKeys(
            new ColumnSet(List.of(ColumnDescription.made(TableDefinition.GENERATED_KEY, JdbcType.VARCHAR, true))),
            List.of());

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
        return new GeneratedKeys(rows.columns(), found);
    }

    /** These and others of the same statement, which may be kept in these. */
    GeneratedKeys and(GeneratedKeys others) {
        if (rows.isEmpty()) {
            return others;
        }
        rows.addAll(others.rows);
        return this;
    }
}
