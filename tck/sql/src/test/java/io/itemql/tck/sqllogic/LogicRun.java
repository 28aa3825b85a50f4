package io.itemql.tck.sqllogic;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.AttributeValue;
import io.itemql.tck.oracle.NaiveDatabase;
import io.itemql.tck.oracle.NaiveResult;
import io.itemql.tck.oracle.NaiveSession;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Runs a script on an empty store and judges its answers. A query that divides is judged twice: SQLite cuts the quotient
 * of whole numbers, ItemQL has one exact type of numbers, so where the script's answer is another one, the naive evaluator
 * has to agree with the driver's. What the standard refuses is refused here, too: columns that are not grouped and a
 * division by zero; and so is an index on more than two columns. Used by one thread.
 */
final class LogicRun {
    /** What SQLite answers and the standard refuses. */
    private static final Set<Integer> REFUSALS =
            Set.of(ErrorCode.GROUPING_ERROR.vendorCode(), ErrorCode.DIVISION_BY_ZERO.vendorCode());

    private static final Pattern INDEX_OR_VIEW = Pattern.compile("^(CREATE|DROP)\\s+(UNIQUE\\s+)?(INDEX|VIEW)");
    /** An index with more columns than a partition key and a sort key. */
    private static final Pattern WIDE_INDEX = Pattern.compile("INDEX.*\\(.*,.*,.*\\)");

    private final LogicScript script;
    private final NaiveSession naive = new NaiveSession();
    private final List<String> failures = new ArrayList<>();
    private boolean divides;
    private NaiveDatabase contents;
    private int statements;
    private int equal;
    private int exact;
    private int refused;

    LogicRun(LogicScript script) {
        this.script = script;
    }

    /** What is wrong; empty if every answer is right. */
    List<String> failures() {
        return failures;
    }

    /** Runs the script once. */
    void run() throws SQLException {
        divides = script.records().stream().anyMatch(LogicRun::divides);
        try (Connection connection = DriverManager.getConnection("jdbc:itemql:mem:");
                Statement statement = connection.createStatement()) {
            for (LogicRecord record : script.records()) {
                if (record.isQuery()) {
                    query(record, statement);
                } else {
                    change(record, statement);
                }
            }
        }
    }

    private static boolean divides(LogicRecord record) {
        return record.isQuery() && record.sql().indexOf('/') >= 0;
    }

    private void change(LogicRecord record, Statement statement) {
        statements++;
        try {
            statement.execute(record.sql());
            if (record.fails()) {
                fail(record, "succeeds, but has to fail");
            } else if (divides && !INDEX_OR_VIEW.matcher(record.sql()).find()) {
                naive.apply(record.sql(), List.of());
                contents = null;
            }
        } catch (SQLException e) {
            boolean wide = e.getErrorCode() == ErrorCode.INVALID_INDEX.vendorCode()
                    && WIDE_INDEX.matcher(record.sql()).find();
            if (wide) {
                refused++;
            } else if (!record.fails()) {
                fail(record, e.toString());
            }
        }
    }

    private void query(LogicRecord record, Statement statement) {
        List<List<AttributeValue>> rows;
        try {
            rows = rows(record, statement);
        } catch (SQLException e) {
            if (REFUSALS.contains(e.getErrorCode())) {
                refused++;
            } else {
                fail(record, e.toString());
            }
            return;
        }
        if (LogicAnswer.matches(record, rows)) {
            equal++;
        } else if (divides(record)) {
            exactDifference(record, rows).ifPresentOrElse(text -> fail(record, text), () -> exact++);
        } else {
            fail(record, "answers " + LogicAnswer.values(record, rows) + " instead of " + record.expected());
        }
    }

    private Optional<String> exactDifference(LogicRecord record, List<List<AttributeValue>> rows) {
        if (contents == null) {
            contents = naive.database();
        }
        try {
            NaiveResult expected = contents.query(record.sql(), List.of());
            return expected.difference(rows);
        } catch (ItemException e) {
            return Optional.of("the naive evaluator fails with " + e.code() + " " + e.getMessage());
        }
    }

    private static List<List<AttributeValue>> rows(LogicRecord record, Statement statement) throws SQLException {
        List<List<AttributeValue>> rows = new ArrayList<>();
        try (ResultSet result = statement.executeQuery(record.sql())) {
            int width = result.getMetaData().getColumnCount();
            while (result.next()) {
                List<AttributeValue> row = new ArrayList<>();
                for (int i = 1; i <= width; i++) {
                    row.add(result.getObject(i, AttributeValue.class));
                }
                rows.add(row);
            }
        }
        return rows;
    }

    private void fail(LogicRecord record, String what) {
        failures.add(script.name() + ":" + record.line() + ": " + record.sql() + "\n  " + what);
    }

    /** One line for the log. */
    @Override
    public String toString() {
        return String.format(
                "sqllogictest %-40s %6d statements, %6d queries equal, %5d equal by exact division, %4d refused, %d"
                        + " wrong",
                script.name(), statements, equal, exact, refused, failures.size());
    }
}
