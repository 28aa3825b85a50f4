package io.itemql.sql.copy;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.AttributeValue;
import io.itemql.item.MapValue;
import io.itemql.plan.ResultColumn;
import io.itemql.plan.StatementPlan;
import io.itemql.plan.StatementResult;
import io.itemql.plan.access.Estimator;
import io.itemql.plan.operator.Execution;
import io.itemql.plan.operator.RowCursor;
import io.itemql.plan.value.ValueText;
import io.itemql.sql.keyaccess.DirectQuery;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * COPY TO: the rows of a query into new files.
 *
 * @param subject what is copied, for people
 * @param wholeItems whether the value of the only column is the record
 * @param types of the columns in a typed CSV file
 */
record CopyTo(
        String subject,
        DirectQuery query,
        boolean wholeItems,
        List<CellType> types,
        String file,
        CopyOptions options,
        int parameterCount,
        CopyProgress progress)
        implements StatementPlan {
    /** So many rows go by between two looks at the cancellation. */
    private static final int ROWS_PER_CHECK = 1000;

    @Override
    public Kind kind() {
        // It changes no item, so a read-only connection may do it.
        return Kind.QUERY;
    }

    @Override
    public List<ResultColumn> columns() {
        return CopiedRows.COLUMNS;
    }

    @Override
    public StatementResult execute(Execution execution) {
        Path target = execution.store().files().check("COPY TO", file);
        try (CopyProgress.Running running = progress.begin("COPY " + subject + " TO", String.valueOf(target))) {
            long records;
            try (NewFiles made = new NewFiles()) {
                records = write(target, made, execution, running);
                made.keep();
            }
            CopiedRows copied = new CopiedRows();
            copied.add(target, records, 0);
            return StatementResult.ofRows(copied.cursor());
        } catch (IOException e) {
            throw ItemException.ofIo(e, target);
        }
    }

    private long write(Path target, NewFiles made, Execution execution, CopyProgress.Running running)
            throws IOException {
        long records = 0;
        try (RecordWriter writer = writer(target, made, execution);
                RowCursor rows = query.operator().open(execution)) {
            while (rows.next()) {
                writer.write(attributes(rows));
                records++;
                if (records % ROWS_PER_CHECK == 0) {
                    execution.cancellation().check();
                    running.count(ROWS_PER_CHECK, 0);
                }
            }
            writer.finish();
        }
        return records;
    }

    private RecordWriter writer(Path target, NewFiles made, Execution execution) throws IOException {
        return switch (options.format()) {
            case CSV ->
                new CsvWriter(
                        made,
                        target,
                        options,
                        query.columns().stream().map(ResultColumn::label).toList(),
                        types);
            case JSON -> new JsonWriter(made, target, execution);
            case DYNAMODB -> new ExportWriter(made, target, subject);
        };
    }

    private Map<String, AttributeValue> attributes(RowCursor row) {
        if (wholeItems) {
            AttributeValue item = ValueText.storable(row.get(0));
            if (item instanceof MapValue tuple) {
                return tuple.entries();
            }
            String found = item == null ? "MISSING" : "of type " + item.type();
            throw new ItemException(
                    ErrorCode.COPY_REFUSED,
                    file,
                    "a record is a tuple, and a value of SELECT VALUE is " + found
                            + "; a SELECT of it gives it a name");
        }
        Map<String, AttributeValue> attributes = new LinkedHashMap<>();
        for (int i = 0; i < query.columns().size(); i++) {
            AttributeValue value = ValueText.storable(row.get(i));
            if (value != null) {
                attributes.put(query.columns().get(i).label(), value);
            }
        }
        return attributes;
    }

    @Override
    public List<String> explain(Optional<Estimator> estimator) {
        return List.of("COPY " + subject + " TO " + options.format());
    }
}
