package io.itemql.sql.copy;

import io.itemql.item.AttributeType;
import io.itemql.item.NumberValue;
import io.itemql.item.StringValue;
import io.itemql.item.Value;
import io.itemql.plan.ResultColumn;
import io.itemql.plan.expression.ArrayRow;
import io.itemql.plan.operator.RowCursor;
import io.itemql.plan.operator.RowsCursor;
import io.itemql.table.ColumnType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What a COPY tells: a row for each file. Used by one thread. */
final class CopiedRows {
    static final List<ResultColumn> COLUMNS = List.of(
            ResultColumn.computed("file", ColumnType.VARCHAR),
            ResultColumn.computed("records", ColumnType.BIGINT),
            ResultColumn.computed("rejected", ColumnType.BIGINT));

    /** Files, records and rejected records are {@link AttributeType#S} and {@link AttributeType#N}. */
    private final List<ArrayRow> rows = new ArrayList<>();

    void add(Path file, long records, long rejected) {
        Path name = file.getFileName();
        rows.add(ArrayRow.ofOwned(
                new Value[] {new StringValue(String.valueOf(name)), NumberValue.of(records), NumberValue.of(rejected)
                }));
    }

    RowCursor cursor() {
        return RowsCursor.of(rows);
    }
}
