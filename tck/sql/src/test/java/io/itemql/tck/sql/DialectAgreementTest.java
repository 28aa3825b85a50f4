package io.itemql.tck.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Where the two languages have the same words and the items leave no room for a third truth value, the two parsers must
 * read the same: random conditions give the same items in both dialects. {@code -Ddialects.seed=N} runs a seed again.
 */
class DialectAgreementTest {
    private static final String URL = "jdbc:itemql:mem:agreement";
    private static final int STATEMENTS = 300;
    private static final int ITEMS = 40;

    private final long seed = Long.getLong("dialects.seed", new Random().nextLong());
    private final Random random = new Random(seed);

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    @Test
    void bothDialectsReadTheSharedPartAlike() throws SQLException {
        try (Connection sql = DriverManager.getConnection(URL);
                Connection dynamodb = DriverManager.getConnection(URL + "?dialect=dynamodb")) {
            createItems(sql, dynamodb);
            for (int i = 0; i < STATEMENTS; i++) {
                String text = "SELECT id, m.x FROM \"marks\" WHERE " + condition(4) + one(List.of("", ";", " -- end"));
                assertEquals(rows(sql, text), rows(dynamodb, text), () -> "seed " + seed + ": " + text);
            }
            try (Statement statement = sql.createStatement()) {
                statement.execute("SHUTDOWN");
            }
        }
    }

    private void createItems(Connection sql, Connection dynamodb) throws SQLException {
        try (Statement statement = sql.createStatement();
                Statement inserts = dynamodb.createStatement()) {
            statement.execute("CREATE TABLE marks (id VARCHAR PARTITION KEY)");
            for (int i = 0; i < ITEMS; i++) {
                inserts.executeUpdate("INSERT INTO marks VALUE {'id': 'i" + i + "', 'a': " + random.nextInt(10)
                        + ", 'b': " + (random.nextInt(40) - 20) / 4.0 + ", 's': '" + (char) ('a' + random.nextInt(5))
                        + "x', 'm': {'x': " + random.nextInt(3) + "}, 'l': [" + random.nextInt(4) + ", 'z']}");
            }
        }
    }

    private String condition(int depth) {
        if (depth == 0) {
            return leaf();
        }
        return switch (random.nextInt(6)) {
            case 0, 1 -> condition(depth - 1) + " AND " + condition(depth - 1);
            case 2 -> condition(depth - 1) + " OR " + condition(depth - 1);
            case 3 -> "NOT " + condition(depth - 1);
            case 4 -> "(" + condition(depth - 1) + ")";
            default -> leaf();
        };
    }

    private String leaf() {
        String number = one(List.of("a", "b", "\"a\"", "m.x", "l[0]"));
        String literal = one(List.of("0", "2", "-1.50", "3e0", "+4", ".5", "7.", "2.0"));
        String text = one(List.of("'ax'", "'c'", "'it''s'", "'ex'"));
        return switch (random.nextInt(8)) {
            case 0 -> number + " BETWEEN -2 AND " + one(List.of("3", "4.5"));
            case 1 -> number + one(List.of(" IN ", " NOT IN ")) + "(" + literal + ", 1)";
            case 2 -> "s " + one(List.of("=", "<>", "<", ">=")) + " " + text;
            case 3 -> "begins_with(s, 'b')";
            case 4 -> number + one(List.of(" IS NULL", " IS NOT NULL", " IS MISSING", " IS NOT MISSING"));
            case 5 -> literal + one(List.of("=", "<", ">")) + number;
            default -> number + " " + one(List.of("=", "<>", "!=", "<", "<=", ">", ">=")) + " " + literal;
        };
    }

    private static Set<String> rows(Connection connection, String text) throws SQLException {
        Set<String> found = new TreeSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(text)) {
            while (rows.next()) {
                found.add(rows.getString(1) + " " + rows.getString(2));
            }
        }
        return found;
    }
}
