package io.itemql.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.BoolValue;
import io.itemql.item.NumberValue;
import io.itemql.item.StringValue;
import io.itemql.item.Value;
import io.itemql.plan.ResultColumn;
import io.itemql.plan.operator.RowCursor;
import io.itemql.plan.operator.SessionOptions;
import io.itemql.plan.operator.SessionOptions.ScanPolicy;
import io.itemql.plan.value.ValueText;
import io.itemql.sql.fake.MapStore;
import io.itemql.store.Cancellation;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Statements over a store of maps, with results as text, for tests. */
final class Session {
    final MapStore store = new MapStore();
    final SqlEngine engine = new SqlEngine(store);
    SessionOptions options = SessionOptions.DEFAULT;

    /** What one execution gave. */
    record Answer(
            List<ResultColumn> columns, List<List<Value>> rows, long count, List<String> warnings, long examined) {
        /** Rows joined by {@code ; }, values by {@code , }; MISSING is {@code -}. */
        String text() {
            List<String> lines = new ArrayList<>();
            for (List<Value> row : rows) {
                List<String> values = new ArrayList<>();
                for (Value value : row) {
                    values.add(value == null ? "-" : value.isNull() ? "NULL" : ValueText.of(value));
                }
                lines.add(String.join(", ", values));
            }
            return String.join("; ", lines);
        }

        List<String> labels() {
            return columns.stream().map(ResultColumn::label).toList();
        }
    }

    static SessionOptions with(boolean strict, ScanPolicy scan, boolean keyAccess, int pageSize) {
        return new SessionOptions(strict, scan, false, 1L << 26, false, keyAccess, pageSize);
    }

    static Value value(Object object) {
        if (object instanceof Value value) {
            return value;
        }
        if (object instanceof Boolean truth) {
            return BoolValue.of(truth);
        }
        return object instanceof String text
                ? new StringValue(text)
                : NumberValue.of(new BigDecimal(object.toString()));
    }

    Answer run(String sql, Object... parameters) {
        List<Value> values = new ArrayList<>();
        for (Object parameter : parameters) {
            values.add(parameter == null ? null : value(parameter));
        }
        Answer answer;
        try (SqlResult result = engine.prepare(sql, options).execute(values, Cancellation.NONE)) {
            List<List<Value>> rows = new ArrayList<>();
            if (result.rows().isPresent()) {
                RowCursor cursor = result.rows().get();
                while (cursor.next()) {
                    List<Value> row = new ArrayList<>();
                    for (int i = 0; i < result.columns().size(); i++) {
                        row.add(cursor.get(i));
                    }
                    rows.add(row);
                }
                cursor.close();
            }
            answer = new Answer(
                    result.columns(),
                    rows,
                    result.updateCount(),
                    result.warnings(),
                    result.counters().itemsExamined());
        } finally {
            assertEquals(0, store.openViews(), "views left open");
        }
        return answer;
    }

    /** The rows as text. */
    String rows(String sql, Object... parameters) {
        return run(sql, parameters).text();
    }

    long count(String sql, Object... parameters) {
        return run(sql, parameters).count();
    }

    /** The lines of EXPLAIN without the estimates, joined by {@code ; }. */
    String explain(String sql, Object... parameters) {
        return rows("EXPLAIN " + sql, parameters).replaceAll(" \\(~[^)]*\\)", "");
    }

    ItemException fails(ErrorCode code, String sql, Object... parameters) {
        ItemException failure = assertThrows(ItemException.class, () -> run(sql, parameters), sql);
        assertEquals(code, failure.code(), failure.getMessage());
        return failure;
    }
}
