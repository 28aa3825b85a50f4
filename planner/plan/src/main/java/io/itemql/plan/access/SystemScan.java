package io.itemql.plan.access;

import io.itemql.item.AttributePath;
import io.itemql.item.Item;
import io.itemql.item.Value;
import io.itemql.plan.expression.ArrayRow;
import io.itemql.plan.operator.Execution;
import io.itemql.plan.operator.NoInput;
import io.itemql.plan.operator.RowCursor;
import io.itemql.plan.operator.RowsCursor;
import io.itemql.store.system.SystemTable;
import io.itemql.store.system.SystemTables;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The rows of a system table, as they are when it is opened. No item is read for them, so no scan policy holds and
 * nothing is paid.
 *
 * @param source where the rows come from
 * @param columns the path of each column; empty for the whole row, a map
 */
public record SystemScan(SystemTables source, SystemTable table, List<Optional<AttributePath>> columns)
        implements NoInput {
    public SystemScan {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(table, "table");
        columns = List.copyOf(columns);
    }

    @Override
    public RowCursor open(Execution execution) {
        List<ArrayRow> rows = new ArrayList<>();
        for (Item item : source.rows(table.name())) {
            Value[] values = new Value[columns.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = columns.get(i).isPresent() ? columns.get(i).get().resolve(item) : item.toMap();
            }
            rows.add(ArrayRow.ofOwned(values));
        }
        return RowsCursor.of(rows);
    }

    @Override
    public int width() {
        return columns.size();
    }

    @Override
    public String describe() {
        return "SCAN " + SystemTable.SCHEMA + "." + table.name();
    }
}
