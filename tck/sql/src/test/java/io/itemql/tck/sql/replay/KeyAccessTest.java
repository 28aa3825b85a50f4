package io.itemql.tck.sql.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.itemql.item.Item;
import io.itemql.sql.dynamodb.wire.WireValues;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Reading by key and filtering in the store change no row, and no order that a query asks for: every query of a corpus, in
 * both dialects.
 */
class KeyAccessTest {
    private static final String URL = "jdbc:itemql:mem:keyaccess";
    private static final int COMPARED_MIN = 40;

    private Connection owner;

    @BeforeEach
    void open() throws SQLException {
        owner = DriverManager.getConnection(URL);
    }

    @AfterEach
    void shutDown() throws SQLException {
        try (Statement statement = owner.createStatement()) {
            statement.execute("SHUTDOWN");
        }
        owner.close();
    }

    @Test
    void ownQueriesGiveTheSameRows() throws IOException, SQLException {
        Path directory = Path.of("src/test/resources/replay");
        compare(directory.resolve("cases.json"), directory.resolve("fixtures.json"));
    }

    @Test
    @EnabledIfSystemProperty(named = "itemql.corpus", matches = ".+")
    void queriesOfAGivenCorpusGiveTheSameRows() throws IOException, SQLException {
        Path directory = Path.of(System.getProperty("itemql.corpus"));
        compare(directory.resolve("public.json"), directory.resolve("fixtures.json"));
    }

    private void compare(Path cases, Path fixtures) throws IOException, SQLException {
        load(Corpus.read(fixtures));
        List<String> differences = new ArrayList<>();
        int compared = 0;
        for (String dialect : List.of("sql", "dynamodb")) {
            try (Connection byKey = DriverManager.getConnection(URL + "?dialect=" + dialect);
                    Connection byScan = DriverManager.getConnection(URL + "?keyAccess=false&dialect=" + dialect)) {
                for (Map<?, ?> recorded : Corpus.read(cases).list("cases")) {
                    Map<?, ?> request = (Map<?, ?>) recorded.get("request");
                    boolean isQuery = "ExecuteStatement".equals(recorded.get("api"))
                            && String.valueOf(request.get("Statement")).regionMatches(true, 0, "SELECT", 0, 6);
                    Optional<List<String>> expected = isQuery ? rows(byKey, request) : Optional.empty();
                    if (expected.isEmpty()) {
                        continue;
                    }
                    compared++;
                    if (!expected.equals(rows(byScan, request))) {
                        differences.add(dialect + ": " + request + "\n  by key: " + expected.get() + "\n  by scan: "
                                + rows(byScan, request));
                    }
                }
            }
        }
        assertEquals(List.of(), differences, () -> String.join("\n", differences));
        assertTrue(compared > COMPARED_MIN, "only " + compared + " queries gave rows");
    }

    private void load(Corpus fixtures) throws SQLException {
        try (Statement statement = owner.createStatement()) {
            for (Map<?, ?> table : fixtures.list("tables")) {
                statement.execute(CreateStatements.table(TableDefinitions.read(table)));
            }
        }
        try (Connection inserts = DriverManager.getConnection(URL + "?dialect=dynamodb")) {
            for (Map.Entry<?, ?> table : fixtures.map("items").entrySet()) {
                for (Object tree : (List<?>) table.getValue()) {
                    insert(inserts, (String) table.getKey(), WireValues.readItem(tree));
                }
            }
        }
    }

    private static void insert(Connection connection, String table, Item item) throws SQLException {
        StringBuilder text = new StringBuilder("INSERT INTO \"" + table + "\" VALUE {");
        List<Object> values = new ArrayList<>();
        item.attributes().forEach((name, value) -> {
            text.append(values.isEmpty() ? "" : ", ")
                    .append('\'')
                    .append(name.replace("'", "''"))
                    .append("': ?");
            values.add(value);
        });
        try (PreparedStatement insert =
                connection.prepareStatement(text.append('}').toString())) {
            for (int i = 0; i < values.size(); i++) {
                insert.setObject(i + 1, values.get(i));
            }
            insert.executeUpdate();
        }
    }

    /** The rows of a query as texts, sorted unless the query asks for an order; empty if it fails. */
    private static Optional<List<String>> rows(Connection connection, Map<?, ?> request) {
        List<String> found = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement((String) request.get("Statement"))) {
            if (request.get("Parameters") instanceof List<?> parameters) {
                for (int i = 0; i < parameters.size(); i++) {
                    statement.setObject(i + 1, WireValues.read(parameters.get(i)));
                }
            }
            try (ResultSet rows = statement.executeQuery()) {
                int width = rows.getMetaData().getColumnCount();
                while (rows.next()) {
                    List<String> row = new ArrayList<>();
                    for (int column = 1; column <= width; column++) {
                        row.add(rows.getString(column));
                    }
                    found.add(row.toString());
                }
            }
        } catch (SQLException | RuntimeException e) {
            return Optional.empty();
        }
        String text = ((String) request.get("Statement")).toUpperCase(Locale.ROOT);
        return Optional.of(
                text.contains("ORDER BY") ? found : found.stream().sorted().toList());
    }
}
