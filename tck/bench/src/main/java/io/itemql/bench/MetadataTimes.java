package io.itemql.bench;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How long a tool waits for what it asks about a schema: 500 tables, one of them with 500 attributes. Prints for each
 * question the rows, the first time (classes are loaded) and the median of the others.
 */
public final class MetadataTimes {
    private static final int TABLES = 500;
    private static final int ATTRIBUTES = 500;
    private static final int RUNS = 21;

    private MetadataTimes() {}

    /** A call of JDBC. */
    @FunctionalInterface
    private interface Question {
        ResultSet ask() throws SQLException;
    }

    /** @throws SQLException if there is no connection */
    public static void main(String[] arguments) throws SQLException {
        PrintStream output = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        String url = arguments.length > 0 ? arguments[0] : "jdbc:itemql:mem:";
        try (Connection connection = DriverManager.getConnection(url)) {
            fill(connection);
            output.printf("%-34s %8s %10s %10s%n", "question", "rows", "first ms", "median ms");
            for (Map.Entry<String, Question> question : questions(connection).entrySet()) {
                measure(question.getKey(), question.getValue(), output);
            }
        }
    }

    private static void fill(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (int i = 0; i < TABLES; i++) {
                statement.execute("CREATE TABLE table_" + i + " (id VARCHAR PARTITION KEY, n BIGINT SORT KEY)");
            }
            StringBuilder item = new StringBuilder("INSERT INTO table_7 VALUE {'id': 'a', 'n': 1");
            for (int i = 2; i < ATTRIBUTES; i++) {
                item.append(", 'a").append(i).append("': ").append(i);
            }
            statement.execute(item.append('}').toString());
        }
    }

    private static Map<String, Question> questions(Connection connection) throws SQLException {
        DatabaseMetaData metadata = connection.getMetaData();
        Map<String, Question> all = new LinkedHashMap<>();
        all.put("getTables %", () -> metadata.getTables(null, null, "%", null));
        all.put("getColumns %, %", () -> metadata.getColumns(null, null, "%", "%"));
        all.put("getColumns of 500 attributes", () -> metadata.getColumns(null, "main", "table\\_7", "%"));
        all.put("getPrimaryKeys %", () -> metadata.getPrimaryKeys(null, "main", "%"));
        all.put("getPrimaryKeys of one", () -> metadata.getPrimaryKeys(null, "main", "table_7"));
        all.put("getIndexInfo %", () -> metadata.getIndexInfo(null, "main", "%", false, true));
        all.put("getIndexInfo of one", () -> metadata.getIndexInfo(null, "main", "table_7", false, true));
        all.put("getImportedKeys %", () -> metadata.getImportedKeys(null, "main", "%"));
        all.put("getExportedKeys %", () -> metadata.getExportedKeys(null, "main", "%"));
        all.put("getBestRowIdentifier of one", () -> metadata.getBestRowIdentifier(null, "main", "table_7", 2, true));
        all.put("getPseudoColumns %, %", () -> metadata.getPseudoColumns(null, null, "%", "%"));
        all.put("getColumnPrivileges of 500", () -> metadata.getColumnPrivileges(null, "main", "table_7", "%"));
        all.put("getTablePrivileges %", () -> metadata.getTablePrivileges(null, null, "%"));
        all.put("getFunctions %", () -> metadata.getFunctions(null, null, "%"));
        all.put("getTypeInfo", metadata::getTypeInfo);
        all.put("SELECT * of 500 attributes", () -> connection.createStatement().executeQuery("SELECT * FROM table_7"));
        return all;
    }

    private static void measure(String what, Question question, PrintStream output) throws SQLException {
        double[] millis = new double[RUNS];
        int rows = 0;
        for (int run = 0; run < RUNS; run++) {
            long start = System.nanoTime();
            rows = read(question);
            millis[run] = (System.nanoTime() - start) / 1e6;
        }
        double first = millis[0];
        Arrays.sort(millis);
        output.printf("%-34s %8d %10.1f %10.1f%n", what, rows, first, millis[RUNS / 2]);
    }

    private static int read(Question question) throws SQLException {
        try (ResultSet rows = question.ask()) {
            int count = 0;
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                count++;
                for (int i = 1; i <= columns; i++) {
                    rows.getObject(i);
                }
            }
            return count;
        }
    }
}
