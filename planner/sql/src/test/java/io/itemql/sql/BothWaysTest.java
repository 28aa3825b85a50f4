package io.itemql.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.itemql.error.ItemException;
import io.itemql.item.Value;
import io.itemql.plan.ResultColumn;
import io.itemql.plan.expression.Evaluation;
import io.itemql.plan.operator.Execution;
import io.itemql.plan.operator.RowCursor;
import io.itemql.plan.operator.SessionOptions;
import io.itemql.plan.operator.SessionOptions.ScanPolicy;
import io.itemql.plan.value.ValueText;
import io.itemql.sql.general.GeneralPlanner;
import io.itemql.sql.general.PlannedQuery;
import io.itemql.sql.parse.StatementParser;
import io.itemql.sql.table.StatementTables;
import io.itemql.store.Cancellation;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * The short way, the short way without keys and the long way through the validator give the same answer to random
 * queries over items of mixed types.
 */
class BothWaysTest {
    private static final int QUERIES = 600;
    private static final String[] ATTRIBUTES = {"customer", "day", "n", "s", "m.x", "flag", "nope"};
    private static final String[] LITERALS = {
        "1",
        "2",
        "3",
        "2.5",
        "-1",
        "'ann'",
        "'bob'",
        "'1'",
        "''",
        "TRUE",
        "NULL",
        "1e0",
        "'2024-01-02'",
        "DATE '2024-01-02'"
    };
    private static final String[] COMPARISONS = {"=", "<>", "<", "<=", ">", ">="};

    private final Session session = new Session();
    private Random random;

    private void fill() {
        session.run("CREATE TABLE orders (customer VARCHAR PARTITION KEY, day INT SORT KEY)");
        String[] values = {"1", "2", "2.50", "'1'", "'x'", "NULL", "TRUE", "[1]", "'2024-01-02'"};
        for (String customer : new String[] {"ann", "bob", "1", "2024-01-02"}) {
            for (int day = 1; day <= 4; day++) {
                StringBuilder item = new StringBuilder("{'customer': '" + customer + "', 'day': " + day);
                for (String attribute : new String[] {"n", "s", "flag"}) {
                    if (random.nextInt(4) > 0) {
                        item.append(", '" + attribute + "': " + values[random.nextInt(values.length)]);
                    }
                }
                if (random.nextBoolean()) {
                    item.append(", 'm': {'x': " + values[random.nextInt(values.length)] + "}");
                }
                session.run("INSERT INTO orders VALUE " + item + "}");
            }
        }
    }

    private String pick(String[] choices) {
        return choices[random.nextInt(choices.length)];
    }

    private String operand() {
        return switch (random.nextInt(8)) {
            case 0 -> pick(LITERALS);
            case 1 -> "n + 1";
            case 2 -> "UPPER(s)";
            default -> pick(ATTRIBUTES);
        };
    }

    private String predicate(int depth) {
        if (depth > 0 && random.nextInt(3) > 0) {
            return switch (random.nextInt(3)) {
                case 0 -> "(" + predicate(depth - 1) + " AND " + predicate(depth - 1) + ")";
                case 1 -> "(" + predicate(depth - 1) + " OR " + predicate(depth - 1) + ")";
                default -> "NOT (" + predicate(depth - 1) + ")";
            };
        }
        return switch (random.nextInt(9)) {
            case 0 -> "customer = " + pick(new String[] {"'ann'", "'bob'", "1", "'zoe'", "DATE '2024-01-02'"});
            case 1 -> "day " + pick(COMPARISONS) + " " + pick(new String[] {"1", "2", "'3'", "2.5", "9"});
            case 2 -> operand() + " BETWEEN " + pick(LITERALS) + " AND " + pick(LITERALS);
            case 3 ->
                operand() + (random.nextBoolean() ? " IN (" : " NOT IN (") + pick(LITERALS) + ", " + pick(LITERALS)
                        + ")";
            case 4 ->
                operand() + " IS " + (random.nextBoolean() ? "NOT " : "")
                        + pick(new String[] {"NULL", "MISSING", "TRUE", "STRING"});
            case 5 -> operand() + " LIKE " + pick(new String[] {"'a%'", "'%1%'", "'x'", "'2024%'"});
            case 6 -> "customer = 'ann'";
            default -> operand() + " " + pick(COMPARISONS) + " " + (random.nextBoolean() ? operand() : pick(LITERALS));
        };
    }

    private String query() {
        StringBuilder sql = new StringBuilder("SELECT ");
        sql.append(random.nextInt(3) == 0 ? "*" : "customer, day, n, s AS label, m.x, n + 1, UPPER(s), _item");
        sql.append(" FROM orders o WHERE ").append(predicate(2));
        switch (random.nextInt(5)) {
            case 0 -> sql.append(" ORDER BY customer, day");
            case 1 -> sql.append(" ORDER BY day DESC, customer LIMIT 3");
            case 2 -> sql.append(" ORDER BY n DESC NULLS LAST, s, customer, day LIMIT 5 OFFSET 1");
            case 3 -> sql.append(" ORDER BY 2, 1");
            default -> {}
        }
        return sql.toString();
    }

    private String shortWay(String sql, boolean keyAccess) {
        session.options = Session.with(false, ScanPolicy.ALLOW, keyAccess, 0);
        try {
            Session.Answer answer = session.run(sql);
            return text(answer.columns(), answer.rows(), sql);
        } catch (ItemException e) {
            return e.code().name();
        }
    }

    private String longWay(String sql) {
        try {
            StatementTables tables = new StatementTables(session.store, SessionOptions.DEFAULT);
            PlannedQuery query = new GeneralPlanner().plan(StatementParser.parse(sql), tables);
            List<List<Value>> rows = new ArrayList<>();
            try (Execution execution = new Execution(
                            session.store,
                            session.store.openView(),
                            SessionOptions.DEFAULT,
                            new Evaluation(List.of(), Instant.EPOCH, ZoneOffset.UTC),
                            Cancellation.NONE);
                    RowCursor cursor = query.operator().open(execution)) {
                while (cursor.next()) {
                    List<Value> row = new ArrayList<>();
                    for (int i = 0; i < query.columns().size(); i++) {
                        row.add(cursor.get(i));
                    }
                    rows.add(row);
                }
            }
            return text(query.columns(), rows, sql);
        } catch (ItemException e) {
            return e.code().name();
        }
    }

    private static String text(List<ResultColumn> columns, List<List<Value>> rows, String sql) {
        List<String> lines = new ArrayList<>();
        for (List<Value> row : rows) {
            List<String> values = new ArrayList<>();
            row.forEach(value -> values.add(value == null || value.isNull() ? "-" : ValueText.of(value)));
            lines.add(String.join(",", values));
        }
        if (!sql.contains("ORDER BY")) {
            lines.sort(null);
        }
        List<String> header = columns.stream()
                .map(column ->
                        column.label() + " " + column.type() + " " + column.nullable() + " " + column.attribute())
                .toList();
        return header + "\n" + String.join("\n", lines);
    }

    @Test
    void threeWaysGiveTheSameAnswers() {
        long seed = Long.getLong("seed", System.nanoTime());
        random = new Random(seed);
        fill();
        for (int i = 0; i < QUERIES; i++) {
            String sql = query();
            String place = sql + "\nwith -Dseed=" + seed;
            String byKeys = shortWay(sql, true);
            assertEquals(byKeys, shortWay(sql, false), place);
            assertEquals(longWay(sql), byKeys, place);
        }
    }
}
