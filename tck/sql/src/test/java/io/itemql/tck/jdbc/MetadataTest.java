package io.itemql.tck.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What tools see of tables and columns: the shapes that the JDBC API prescribes, and agreement between its parts. */
class MetadataTest {
    private Connection connection;
    private DatabaseMetaData metadata;

    @BeforeEach
    void open() throws SQLException {
        connection = DriverManager.getConnection("jdbc:itemql:mem:");
        metadata = connection.getMetaData();
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE users (userId VARCHAR PARTITION KEY, email VARCHAR SORT KEY, joined DATE)");
            statement.execute(
                    "INSERT INTO users VALUE {'userId': '1', 'email': 'a', 'age': 3, 'price': 1.5, 'ok': true,"
                            + " 'tags': <<'x'>>, 'map': {'a': 1}, 'mixed': 1}");
            statement.execute("INSERT INTO users VALUE {'userId': '2', 'email': 'a', 'age': 4, 'mixed': 'text'}");
            statement.execute("CREATE TABLE empty_one (id BIGINT PARTITION KEY)");
        }
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void tables() throws SQLException {
        assertEquals(
                List.of("empty_one", "users"),
                column(metadata.getTables(null, "main", "%", new String[] {"TABLE"}), "TABLE_NAME"));
        assertEquals(List.of("users"), column(metadata.getTables(null, null, "users", null), "TABLE_NAME"));
        assertEquals(List.of("users"), column(metadata.getTables("", "main", "us%", null), "TABLE_NAME"));
        assertEquals(List.of(), column(metadata.getTables(null, null, "nope", null), "TABLE_NAME"));
        assertEquals(List.of("TABLE"), column(metadata.getTables(null, null, "users", null), "TABLE_TYPE"));
        assertEquals(List.of("main", "system"), column(metadata.getSchemas(), "TABLE_SCHEM"));
        assertTrue(column(metadata.getTableTypes(), "TABLE_TYPE").contains("TABLE"));
    }

    @Test
    void viewsAreListedWithKeysAndChildViewsWithTheirParent() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE app (pk VARCHAR PARTITION KEY, sk VARCHAR SORT KEY)");
            statement.execute(
                    "INSERT INTO app VALUE {'pk': 'C1', 'sk': 'ORDER#1', 'total': 10, 'lines': [{'sku': 'a'}]}");
            statement.execute("CREATE VIEW orders AS SELECT pk AS customer, sk AS orderId, total, lines FROM app"
                    + " WHERE begins_with(sk, 'ORDER#')");
            statement.execute("CREATE VIEW customers (id, name) AS SELECT pk, name FROM app WHERE sk = 'PROFILE'");
            statement.execute("CREATE VIEW order_lines AS SELECT o.customer, o.orderId, l.n, CAST(l.line.sku AS"
                    + " VARCHAR) AS sku FROM orders o, UNNEST(o.lines) WITH ORDINALITY AS l (line, n)");
            statement.execute("CREATE VIEW sums AS SELECT pk, SUM(total) AS sum FROM app GROUP BY pk");
        }
        assertEquals(
                List.of("customers", "order_lines", "orders", "sums"),
                column(metadata.getTables(null, "main", "%", new String[] {"VIEW"}), "TABLE_NAME"));
        assertFalse(column(metadata.getTables(null, "main", "%", new String[] {"TABLE"}), "TABLE_NAME")
                .contains("orders"));
        assertEquals(List.of("rows of app; key customer, orderId"), column(tables("orders"), "REMARKS"));
        assertEquals(List.of("child of orders; key customer, orderId, n"), column(tables("order_lines"), "REMARKS"));
        assertEquals(
                List.of("VARCHAR", "VARCHAR", "BIGINT", "VARCHAR"),
                column(metadata.getColumns(null, "main", "orders", "%"), "TYPE_NAME"));
        assertEquals(
                List.of("NO", "NO", "NO", "YES"),
                column(metadata.getColumns(null, null, "order\\_lines", null), "IS_NULLABLE"));
        assertEquals(
                List.of("customer", "orderId"), column(metadata.getPrimaryKeys(null, null, "orders"), "COLUMN_NAME"));
        assertEquals(List.of("id"), column(metadata.getPrimaryKeys(null, null, "customers"), "COLUMN_NAME"));
        assertEquals(List.of(), column(metadata.getPrimaryKeys(null, null, "sums"), "COLUMN_NAME"));
        assertEquals(List.of(), column(metadata.getIndexInfo(null, null, "orders", false, true), "INDEX_NAME"));
        for (ResultSet keys : List.of(
                metadata.getImportedKeys(null, null, "order_lines"),
                metadata.getExportedKeys(null, null, "orders"),
                metadata.getCrossReference(null, null, "orders", null, null, "order_lines"))) {
            assertTrue(keys.next());
            assertEquals("orders", keys.getString("PKTABLE_NAME"));
            assertEquals("order_lines", keys.getString("FKTABLE_NAME"));
            assertEquals("customer", keys.getString("PKCOLUMN_NAME"));
            assertEquals("customer", keys.getString("FKCOLUMN_NAME"));
            assertEquals("PK_orders", keys.getString("PK_NAME"));
            assertEquals(List.of("orderId"), column(keys, "FKCOLUMN_NAME"));
        }
        assertEquals(List.of(), column(metadata.getImportedKeys(null, null, "orders"), "FKCOLUMN_NAME"));
        assertEquals(List.of(), column(metadata.getExportedKeys(null, null, "app"), "FKCOLUMN_NAME"));
    }

    private List<String> bestIdentifier(String table) throws SQLException {
        return column(
                metadata.getBestRowIdentifier(null, "main", table, DatabaseMetaData.bestRowSession, false),
                "COLUMN_NAME");
    }

    @Test
    void viewsTellWhatTheirColumnsAre() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE app (pk VARCHAR PARTITION KEY, sk VARCHAR SORT KEY)");
            statement.execute(
                    "INSERT INTO app VALUE {'pk': 'C1', 'sk': 'ORDER#1', 'total': 10, 'lines': [{'sku': 'a'}]}");
            statement.execute("INSERT INTO app VALUE {'pk': 'C1', 'sk': 'PROFILE', 'name': 'Ann'}");
            statement.execute("CREATE VIEW orders AS SELECT sk AS orderId, pk AS customer, total, total * 2 AS twice,"
                    + " lines FROM app WHERE sk LIKE 'ORDER#%'");
            statement.execute("CREATE VIEW order_lines AS SELECT o.customer, o.orderId, l.n, l.line.sku AS sku"
                    + " FROM orders o, UNNEST(o.lines) WITH ORDINALITY AS l (line, n)");
            statement.execute("CREATE VIEW names AS SELECT pk, name FROM app WHERE sk = 'PROFILE'");
            statement.execute("CREATE VIEW totals AS SELECT total FROM app");
            statement.execute("CREATE TABLE notes (text VARCHAR)");
            statement.execute("CREATE VIEW numbered AS SELECT _id, text FROM notes");
        }
        assertEquals(
                List.of(
                        "attribute sk of app; sort key; 100% of 2 items: S 2",
                        "attribute pk of app; partition key; 100% of 2 items: S 2",
                        "attribute total of app; 50% of 2 items: N 1",
                        "computed",
                        "attribute lines of app; 50% of 2 items: L 1"),
                column(metadata.getColumns(null, "main", "orders", "%"), "REMARKS"));
        assertEquals(
                List.of("NO", "NO", "NO", "YES", "NO"),
                column(metadata.getColumns(null, "main", "orders", "%"), "IS_GENERATEDCOLUMN"));
        assertEquals(
                List.of("position in the list", "computed"),
                column(metadata.getColumns(null, "main", "order\\_lines", "%"), "REMARKS")
                        .subList(2, 4));
        assertEquals(List.of("customer", "orderId"), bestIdentifier("orders"));
        assertEquals(List.of("customer", "orderId", "n"), bestIdentifier("order_lines"));
        assertEquals(List.of("pk"), bestIdentifier("names"));
        assertEquals(List.of(), bestIdentifier("totals"));
        assertEquals(List.of("_id"), bestIdentifier("numbered"));
        assertEquals(List.of("_id"), column(metadata.getPrimaryKeys(null, "main", "numbered"), "COLUMN_NAME"));
        assertEquals(List.of("pk", "sk"), bestIdentifier("app"));
    }

    private ResultSet tables(String name) throws SQLException {
        return metadata.getTables(null, "main", name, null);
    }

    @Test
    void aResultOverAViewIsUpdated() throws SQLException {
        try (Statement statement =
                connection.createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_UPDATABLE)) {
            statement.execute("CREATE TABLE app (pk VARCHAR PARTITION KEY, sk VARCHAR SORT KEY)");
            statement.execute("INSERT INTO app VALUE {'pk': 'C1', 'sk': 'ORDER#1', 'total': 10}");
            statement.execute("CREATE VIEW orders AS SELECT pk AS customer, sk AS orderId, total FROM app");
            try (ResultSet row = statement.executeQuery("SELECT * FROM orders WHERE customer = 'C1'")) {
                assertTrue(row.next());
                row.updateLong("total", 11);
                row.updateRow();
            }
            try (ResultSet row = statement.executeQuery("SELECT total FROM app")) {
                assertTrue(row.next());
                assertEquals(11, row.getLong(1));
            }
        }
    }

    @Test
    void systemTablesAreListedWithTheirColumns() throws SQLException {
        assertTrue(column(metadata.getTables(null, "system", "%", null), "TABLE_NAME")
                .containsAll(List.of(
                        "attributes", "indexes", "journal", "metrics", "partitions", "tables", "transactions")));
        assertEquals(List.of("SYSTEM TABLE"), column(metadata.getTables(null, null, "metrics", null), "TABLE_TYPE"));
        assertEquals(List.of(), column(metadata.getTables(null, "main", "metrics", null), "TABLE_NAME"));
        assertEquals(
                List.of(),
                column(metadata.getTables(null, "system", "%", new String[] {"TABLE", "VIEW"}), "TABLE_NAME"));
        assertEquals(
                List.of("name", "value", "unit", "remarks"),
                column(metadata.getColumns(null, "system", "metrics", "%"), "COLUMN_NAME"));
        assertEquals(List.of(), column(metadata.getColumns(null, "main", "metrics", "%"), "COLUMN_NAME"));
    }

    @Test
    void columnsAreKeysThenDeclaredThenByName() throws SQLException {
        ResultSet columns = metadata.getColumns(null, "main", "users", "%");
        Map<String, List<Object>> byName = new HashMap<>();
        List<String> names = new ArrayList<>();
        while (columns.next()) {
            String name = columns.getString("COLUMN_NAME");
            names.add(name);
            assertEquals(names.size(), columns.getInt("ORDINAL_POSITION"));
            byName.put(
                    name,
                    List.of(
                            columns.getInt("DATA_TYPE"),
                            columns.getString("TYPE_NAME"),
                            columns.getString("IS_NULLABLE")));
        }
        assertEquals(List.of("userId", "email", "joined", "age", "map", "mixed", "ok", "price", "tags"), names);
        assertEquals(List.of(Types.VARCHAR, "VARCHAR", "NO"), byName.get("userId"));
        assertEquals(List.of(Types.VARCHAR, "VARCHAR", "NO"), byName.get("email"));
        assertEquals(List.of(Types.DATE, "DATE", "YES"), byName.get("joined"));
        assertEquals(List.of(Types.BIGINT, "BIGINT", "YES"), byName.get("age"));
        assertEquals(List.of(Types.DECIMAL, "DECIMAL", "YES"), byName.get("price"));
        assertEquals(List.of(Types.BOOLEAN, "BOOLEAN", "YES"), byName.get("ok"));
        assertEquals(List.of(Types.VARCHAR, "VARCHAR", "YES"), byName.get("tags"));
        assertEquals(List.of(Types.VARCHAR, "VARCHAR", "YES"), byName.get("mixed"));
    }

    @Test
    void columnsAgreeWithResultsAndTypeInfo() throws SQLException {
        Set<String> known = new HashSet<>(column(metadata.getTypeInfo(), "TYPE_NAME"));
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT * FROM users");
                ResultSet columns = metadata.getColumns(null, null, "users", null)) {
            ResultSetMetaData result = rows.getMetaData();
            for (int i = 1; i <= result.getColumnCount(); i++) {
                assertTrue(columns.next());
                assertEquals(columns.getString("COLUMN_NAME"), result.getColumnLabel(i));
                assertEquals(columns.getInt("DATA_TYPE"), result.getColumnType(i), result.getColumnLabel(i));
                assertEquals(columns.getString("TYPE_NAME"), result.getColumnTypeName(i), result.getColumnLabel(i));
                assertEquals(columns.getInt("NULLABLE"), result.isNullable(i), result.getColumnLabel(i));
                assertTrue(known.contains(result.getColumnTypeName(i)), result.getColumnTypeName(i));
                assertNotNull(result.getColumnClassName(i));
                assertEquals("users", result.getTableName(i));
            }
            assertFalse(columns.next());
        }
    }

    @Test
    void keys() throws SQLException {
        ResultSet keys = metadata.getPrimaryKeys(null, "main", "users");
        Map<Integer, String> byPosition = new HashMap<>();
        Set<String> keyNames = new HashSet<>();
        while (keys.next()) {
            byPosition.put(keys.getInt("KEY_SEQ"), keys.getString("COLUMN_NAME"));
            keyNames.add(keys.getString("PK_NAME"));
        }
        assertEquals(Map.of(1, "userId", 2, "email"), byPosition);
        assertEquals(1, keyNames.size());
        List<String> indexed = new ArrayList<>();
        ResultSet indexes = metadata.getIndexInfo(null, "main", "users", false, true);
        while (indexes.next()) {
            if (indexes.getInt("TYPE") != DatabaseMetaData.tableIndexStatistic) {
                assertFalse(indexes.getBoolean("NON_UNIQUE"));
                indexed.add(indexes.getString("COLUMN_NAME"));
            }
        }
        assertEquals(List.of("userId", "email"), indexed);
        assertEquals(List.of(), column(metadata.getImportedKeys(null, "main", "users"), "PKTABLE_NAME"));
    }

    @Test
    void parametersOfAPreparedStatement() throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT userId FROM users WHERE userId = ? AND age > ?")) {
            assertEquals(2, statement.getParameterMetaData().getParameterCount());
            assertEquals("userId", statement.getMetaData().getColumnLabel(1));
        }
    }

    private List<String> parameterTypes(String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            ParameterMetaData metadata = statement.getParameterMetaData();
            List<String> types = new ArrayList<>();
            for (int i = 1; i <= metadata.getParameterCount(); i++) {
                types.add(metadata.getParameterTypeName(i));
            }
            return types;
        }
    }

    @Test
    void parametersHaveTheTypesOfTheAttributesThatTheyAreUsedWith() throws SQLException {
        assertEquals(List.of("VARCHAR", "BIGINT"), parameterTypes("SELECT 1 FROM users WHERE userId = ? AND age > ?"));
        assertEquals(List.of("BIGINT"), parameterTypes("SELECT 1 FROM users WHERE userId = 'x' AND ? < age"));
        assertEquals(
                List.of("BIGINT", "BIGINT"),
                parameterTypes("SELECT CASE WHEN age > ? THEN age ELSE ? END, userId FROM users"));
        assertEquals(
                List.of("BIGINT", "VARCHAR"),
                parameterTypes("SELECT CASE age WHEN ? THEN userId ELSE ? END FROM users"));
        assertEquals(List.of("VARCHAR"), parameterTypes("SELECT CASE WHEN age > 1 THEN ? END FROM users"));
        assertEquals(
                List.of("BIGINT", "VARCHAR", "BIGINT"),
                parameterTypes("SELECT COALESCE(age, ?), NULLIF(userId, ?), GREATEST(1, ?) FROM users"));
        assertEquals(
                List.of("BIGINT", "BIGINT", "BIGINT", "BIGINT"),
                parameterTypes("SELECT 1 FROM users WHERE age BETWEEN ? AND ? OR age IN (?, 3) LIMIT ?"));
        assertEquals(List.of("BIGINT"), parameterTypes("SELECT age + ? FROM users"));
        assertEquals(List.of("DATE"), parameterTypes("SELECT CAST(? AS DATE) FROM users"));
        assertEquals(List.of("VARCHAR"), parameterTypes("SELECT 1 FROM users WHERE name LIKE ?"));
        assertEquals(
                List.of("BIGINT", "VARCHAR", "VARCHAR"),
                parameterTypes("UPDATE users SET age = ?, unheardOf = ? WHERE userId = 'a' AND email = ?"));
        assertEquals(
                List.of("VARCHAR", "BIGINT"),
                parameterTypes("INSERT INTO users (userId, email, age) VALUES (?, 'a', ?)"));
        assertEquals(
                List.of("BIGINT"),
                parameterTypes("SELECT COUNT(*) FROM users u JOIN users v ON u.userId = v.userId WHERE v.age = ?"));
    }

    /** The columns that every result of the metadata has to have, even if it is empty. */
    @TestFactory
    Stream<DynamicTest> shapes() {
        return Map.of(
                        "getTables",
                        "TABLE_CAT TABLE_SCHEM TABLE_NAME TABLE_TYPE REMARKS TYPE_CAT TYPE_SCHEM TYPE_NAME"
                                + " SELF_REFERENCING_COL_NAME REF_GENERATION",
                        "getColumns",
                        "TABLE_CAT TABLE_SCHEM TABLE_NAME COLUMN_NAME DATA_TYPE TYPE_NAME COLUMN_SIZE BUFFER_LENGTH"
                                + " DECIMAL_DIGITS NUM_PREC_RADIX NULLABLE REMARKS COLUMN_DEF SQL_DATA_TYPE SQL_DATETIME_SUB"
                                + " CHAR_OCTET_LENGTH ORDINAL_POSITION IS_NULLABLE SCOPE_CATALOG SCOPE_SCHEMA SCOPE_TABLE"
                                + " SOURCE_DATA_TYPE IS_AUTOINCREMENT IS_GENERATEDCOLUMN",
                        "getPrimaryKeys",
                        "TABLE_CAT TABLE_SCHEM TABLE_NAME COLUMN_NAME KEY_SEQ PK_NAME",
                        "getIndexInfo",
                        "TABLE_CAT TABLE_SCHEM TABLE_NAME NON_UNIQUE INDEX_QUALIFIER INDEX_NAME TYPE ORDINAL_POSITION"
                                + " COLUMN_NAME ASC_OR_DESC CARDINALITY PAGES FILTER_CONDITION",
                        "getImportedKeys",
                        "PKTABLE_CAT PKTABLE_SCHEM PKTABLE_NAME PKCOLUMN_NAME FKTABLE_CAT FKTABLE_SCHEM FKTABLE_NAME"
                                + " FKCOLUMN_NAME KEY_SEQ UPDATE_RULE DELETE_RULE FK_NAME PK_NAME DEFERRABILITY",
                        "getTypeInfo",
                        "TYPE_NAME DATA_TYPE PRECISION LITERAL_PREFIX LITERAL_SUFFIX CREATE_PARAMS NULLABLE CASE_SENSITIVE"
                                + " SEARCHABLE UNSIGNED_ATTRIBUTE FIXED_PREC_SCALE AUTO_INCREMENT LOCAL_TYPE_NAME"
                                + " MINIMUM_SCALE MAXIMUM_SCALE SQL_DATA_TYPE SQL_DATETIME_SUB NUM_PREC_RADIX",
                        "getSchemas",
                        "TABLE_SCHEM TABLE_CATALOG",
                        "getCatalogs",
                        "TABLE_CAT",
                        "getProcedures",
                        "PROCEDURE_CAT PROCEDURE_SCHEM PROCEDURE_NAME * * * REMARKS PROCEDURE_TYPE SPECIFIC_NAME",
                        "getBestRowIdentifier",
                        "SCOPE COLUMN_NAME DATA_TYPE TYPE_NAME COLUMN_SIZE BUFFER_LENGTH DECIMAL_DIGITS PSEUDO_COLUMN")
                .entrySet()
                .stream()
                .map(entry -> dynamicTest(entry.getKey(), () -> assertShape(entry.getKey(), entry.getValue())));
    }

    private void assertShape(String method, String columns) throws Exception {
        List<String> expected = Pattern.compile(" ").splitAsStream(columns).toList();
        ResultSetMetaData shape = ((ResultSet) call(method(method))).getMetaData();
        assertEquals(expected.size(), shape.getColumnCount());
        for (int i = 0; i < expected.size(); i++) {
            assertTrue(
                    expected.get(i).equals("*") || expected.get(i).equals(shape.getColumnLabel(i + 1)),
                    expected.get(i) + " but " + shape.getColumnLabel(i + 1));
        }
    }

    private static Method method(String name) {
        return Arrays.stream(DatabaseMetaData.class.getMethods())
                .filter(method -> method.getName().equals(name))
                .max(Comparator.comparing(Method::getParameterCount))
                .orElseThrow();
    }

    /** SchemaCrawler and DBeaver call nearly all of them. */
    @TestFactory
    Stream<DynamicTest> everyMethodAnswers() {
        return Arrays.stream(DatabaseMetaData.class.getMethods())
                .filter(method -> method.getDeclaringClass() == DatabaseMetaData.class)
                .map(method -> dynamicTest(method.toString(), () -> {
                    try {
                        call(method);
                    } catch (InvocationTargetException e) {
                        // No row identifiers is a fine answer; everything else is a way to break a tool.
                        throw new AssertionError(method.getName(), e.getCause());
                    }
                }));
    }

    private Object call(Method method) throws ReflectiveOperationException {
        Object[] arguments = Arrays.stream(method.getParameterTypes())
                .map(type -> type == int.class ? (Object) 0 : type == boolean.class ? (Object) false : null)
                .toArray();
        return method.invoke(metadata, arguments);
    }

    private static List<String> column(ResultSet rows, String label) throws SQLException {
        try (rows) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(label));
            }
            return values;
        }
    }
}
