package io.itemql.tck.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.itemql.jdbc.extension.StatementCost;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.Driver;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What DBeaver's generic driver does with a connection, call by call: connect, show the tree, read the metadata in
 * bulk, open data, page, edit, cancel. Read from DBeaver's sources of 2024-10, since DBeaver itself runs in no test.
 */
class DBeaverContractTest {
    private static final String URL = "jdbc:itemql:mem:dbeaver";
    private static final int PAGE = 200;
    private static final int ITEMS = 1000;

    private Connection connection;
    private DatabaseMetaData metadata;

    @BeforeEach
    void connect() throws Exception {
        connection = newConnection();
        metadata = connection.getMetaData();
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE orders (customer VARCHAR PARTITION KEY, orderId BIGINT SORT KEY)");
            statement.execute("CREATE TABLE users (id VARCHAR PARTITION KEY)");
            statement.execute("INSERT INTO users VALUE {'id': 'u1', 'ok': true, 'price': 12.50, 'raw': X'0102',"
                    + " 'address': {'city': 'Pune'}, 'tags': <<'a'>>}");
        }
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO orders (customer, orderId, status, total) VALUES (?, ?, ?, ?)")) {
            for (int i = 0; i < ITEMS; i++) {
                insert.setString(1, "c" + i % 10);
                insert.setInt(2, i);
                insert.setString(3, i % 3 == 0 ? "OPEN" : "PAID");
                insert.setBigDecimal(4, BigDecimal.valueOf(i, 2));
                insert.addBatch();
            }
            insert.executeLargeBatch();
        }
    }

    /** It makes the driver by the name of its class, and fills its page of properties from it. */
    private static Connection newConnection() throws Exception {
        Driver driver = Class.forName("io.itemql.jdbc.ItemQlDriver")
                .asSubclass(Driver.class)
                .getConstructor()
                .newInstance();
        assertTrue(driver.acceptsURL(URL));
        Properties properties = new Properties();
        assertTrue(driver.getPropertyInfo(URL, properties).length > 0);
        properties.setProperty("user", "");
        properties.setProperty("password", "");
        return driver.connect(URL, properties);
    }

    @AfterEach
    void close() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SHUTDOWN");
        }
        connection.close();
    }

    @Test
    void theFirstQuestions() throws SQLException {
        connection.setReadOnly(false);
        connection.setAutoCommit(true);
        assertTrue(connection.getAutoCommit());
        assertEquals("\"", metadata.getIdentifierQuoteString());
        assertEquals("\\", metadata.getSearchStringEscape());
        assertEquals("ItemQL", metadata.getDatabaseProductName());
        assertNotNull(metadata.getDatabaseProductVersion());
        assertNotNull(metadata.getDriverVersion());
        assertNotNull(metadata.getSQLKeywords());
        assertNotNull(metadata.getStringFunctions());
        assertNotNull(metadata.getSchemaTerm());
        assertTrue(metadata.supportsBatchUpdates());
        assertTrue(metadata.supportsSchemasInDataManipulation());
        assertFalse(metadata.supportsCatalogsInDataManipulation());
        assertTrue(metadata.supportsMixedCaseIdentifiers() || metadata.supportsMixedCaseQuotedIdentifiers());
        assertEquals(List.of(), column(metadata.getCatalogs(), "TABLE_CAT"));
        assertEquals(List.of("main", "system"), column(metadata.getSchemas(), "TABLE_SCHEM"));
        assertEquals(List.of("main", "system"), column(metadata.getSchemas(null, "%"), "TABLE_SCHEM"));
        assertNull(connection.getCatalog());
        assertEquals("main", connection.getSchema());
        assertTrue(connection.isValid(10));
        assertEquals(
                List.of(), column(metadata.getTables(null, null, "DBEAVERFAKETABLENAMEFORPING", null), "TABLE_NAME"));
    }

    @Test
    void theTreeShowsTablesAndColumns() throws SQLException {
        assertTrue(column(metadata.getTableTypes(), "TABLE_TYPE").contains("TABLE"));
        assertEquals(List.of("orders", "users"), column(metadata.getTables(null, "main", "%", null), "TABLE_NAME"));
        String escaped = "orders".replace("_", metadata.getSearchStringEscape() + "_");
        assertEquals(List.of("orders"), column(metadata.getTables(null, "main", escaped, null), "TABLE_NAME"));
        assertEquals(
                List.of("customer", "orderId", "status", "total"),
                column(metadata.getColumns(null, "main", "orders", "%"), "COLUMN_NAME"));
        assertEquals(
                List.of("customer", "orderId"), column(metadata.getPrimaryKeys(null, "main", "orders"), "COLUMN_NAME"));
        assertEquals(
                List.of("customer", "orderId"),
                column(metadata.getIndexInfo(null, "main", "orders", false, true), "COLUMN_NAME"));
        assertEquals(List.of(), column(metadata.getImportedKeys(null, "main", "orders"), "FK_NAME"));
        assertEquals(List.of(), column(metadata.getExportedKeys(null, "main", "orders"), "FK_NAME"));
        assertTrue(column(metadata.getFunctions(null, "main", null), "FUNCTION_NAME")
                .contains("UPPER"));
        assertEquals(List.of(), column(metadata.getProcedures(null, "main", null), "PROCEDURE_NAME"));
    }

    /** Secondary indexes are not unique, and do not identify rows. */
    @Test
    void secondaryIndexesAreListed() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE INDEX by_status ON orders (status, total)");
        }
        assertEquals(
                List.of("PK_orders", "PK_orders", "by_status", "by_status"),
                column(metadata.getIndexInfo(null, "main", "orders", false, true), "INDEX_NAME"));
        assertEquals(
                List.of("false", "false", "true", "true"),
                column(metadata.getIndexInfo(null, "main", "orders", false, true), "NON_UNIQUE"));
        Set<String> columns = new TreeSet<>(column(metadata.getColumns(null, "main", "orders", "%"), "COLUMN_NAME"));
        assertTrue(
                columns.containsAll(column(metadata.getIndexInfo(null, "main", "orders", false, true), "COLUMN_NAME")));
    }

    /** Cells of metadata are read by name with the getter of the expected type, NULL ones as well. */
    @Test
    void numbersThatAreNullReadAsZero() throws SQLException {
        ResultSet columns = metadata.getColumns(null, "main", "orders", "customer");
        assertTrue(columns.next());
        assertEquals(0, columns.getInt("NUM_PREC_RADIX"));
        assertTrue(columns.wasNull());
        assertEquals(0, columns.getInt("SOURCE_DATA_TYPE"));
        assertEquals(0, columns.getLong("BUFFER_LENGTH"));
        assertNull(columns.getString("COLUMN_DEF"));
        assertEquals("NO", columns.getString("IS_AUTOINCREMENT"));
    }

    /** ER diagrams and comparisons ask for all tables at once, also where JDBC speaks of one name. */
    @Test
    void metadataOfAllTablesComesAtOnce() throws SQLException {
        assertEquals(
                Set.of("orders", "users"),
                new TreeSet<>(column(metadata.getColumns(null, "main", "%", "%"), "TABLE_NAME")));
        assertEquals(
                3,
                column(metadata.getPrimaryKeys(null, "main", "%"), "TABLE_NAME").size());
        assertEquals(
                3,
                column(metadata.getIndexInfo(null, "main", "%", false, true), "TABLE_NAME")
                        .size());
        assertEquals(List.of(), column(metadata.getImportedKeys(null, "main", "%"), "FK_NAME"));
    }

    /** A row can be edited only if its key is unique, not null, and one key by its name. */
    @Test
    void rowsCanBeIdentified() throws SQLException {
        Set<String> names = new TreeSet<>(column(metadata.getPrimaryKeys(null, "main", "orders"), "PK_NAME"));
        assertEquals(1, names.size());
        ResultSet indexes = metadata.getIndexInfo(null, "main", "orders", false, true);
        while (indexes.next()) {
            assertFalse(indexes.getBoolean("NON_UNIQUE"));
            assertTrue(indexes.getInt("TYPE") != DatabaseMetaData.tableIndexStatistic);
        }
        ResultSet columns = metadata.getColumns(null, "main", "orders", "%");
        while (columns.next()) {
            boolean key = List.of("customer", "orderId").contains(columns.getString("COLUMN_NAME"));
            assertEquals(
                    key ? DatabaseMetaData.columnNoNulls : DatabaseMetaData.columnNullable, columns.getInt("NULLABLE"));
        }
    }

    /** The name of a type is looked up in getTypeInfo, and the code found there wins. */
    @Test
    void typesAgree() throws SQLException {
        Map<String, Integer> types = new HashMap<>();
        ResultSet infos = metadata.getTypeInfo();
        while (infos.next()) {
            types.put(infos.getString("TYPE_NAME"), infos.getInt("DATA_TYPE"));
        }
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT * FROM \"main\".\"users\"");
                ResultSet columns = metadata.getColumns(null, "main", "users", "%")) {
            ResultSetMetaData shown = rows.getMetaData();
            for (int i = 1; i <= shown.getColumnCount(); i++) {
                assertTrue(columns.next());
                assertEquals(columns.getString("TYPE_NAME"), shown.getColumnTypeName(i));
                assertEquals(types.get(shown.getColumnTypeName(i)), shown.getColumnType(i));
                assertEquals(columns.getInt("DATA_TYPE"), shown.getColumnType(i));
                assertEquals("users", shown.getTableName(i));
                assertEquals("main", shown.getSchemaName(i));
                assertTrue(shown.isWritable(i) && !shown.isReadOnly(i) && !shown.isAutoIncrement(i));
                assertTrue(shown.getColumnDisplaySize(i) > 0 && shown.getPrecision(i) > 0 && shown.getScale(i) >= 0);
            }
            assertFalse(columns.next());
        }
    }

    @Test
    void cellsReadAsTheirTypes() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT id, ok, price, raw, address, tags, gone FROM \"main\".\"users\"")) {
            assertTrue(rows.next());
            assertEquals("u1", rows.getObject(1));
            assertTrue(rows.getBoolean(2));
            assertEquals(1, rows.getByte(2));
            assertEquals(new BigDecimal("12.5"), ((BigDecimal) rows.getObject(3)).stripTrailingZeros());
            assertEquals(2, rows.getBytes(4).length);
            assertEquals("{\"city\":\"Pune\"}", rows.getObject(5).toString().replace(" ", ""));
            assertEquals("a", ((Object[]) rows.getArray(6).getArray())[0]);
            assertNull(rows.getObject(7));
            assertEquals(0, rows.getLong(7));
            assertTrue(rows.wasNull());
        }
    }

    /** The next page is the same statement again with more rows, of which the first ones are passed over. */
    @Test
    void dataPageByPage() throws SQLException {
        Set<String> seen = new TreeSet<>();
        for (int offset = 0; offset < ITEMS; offset += PAGE) {
            try (Statement statement =
                    connection.createStatement(ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY)) {
                statement.setMaxRows(offset + PAGE);
                statement.setFetchSize(PAGE);
                assertTrue(statement.execute("SELECT * FROM \"main\".\"orders\""));
                ResultSet rows = statement.getResultSet();
                assertNotNull(rows.getMetaData());
                for (int i = 0; i < offset; i++) {
                    assertTrue(rows.next());
                }
                // It reads until its page is full, and asks for no row behind.
                for (int i = 0; i < PAGE; i++) {
                    assertTrue(rows.next());
                    assertTrue(seen.add(rows.getObject(1) + "/" + rows.getLong(2)));
                }
                rows.close();
                StatementCost cost = statement.unwrap(StatementCost.class);
                assertEquals(PAGE, cost.itemsExamined(), "the page at " + offset);
                assertEquals(1, cost.pagesRead(), "the page at " + offset);
            }
        }
        assertEquals(ITEMS, seen.size());
        try (PreparedStatement count =
                        connection.prepareStatement("SELECT COUNT(*) FROM \"main\".\"orders\" WHERE status = 'OPEN'");
                ResultSet rows = count.executeQuery()) {
            assertTrue(rows.next());
            assertEquals(334, rows.getLong(1));
        }
    }

    @Test
    void filteredAndSorted() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setMaxRows(PAGE);
            assertTrue(statement.execute(
                    "SELECT * FROM \"main\".\"orders\" WHERE status = 'PAID' ORDER BY \"total\" DESC, \"orderId\""));
            ResultSet rows = statement.getResultSet();
            assertTrue(rows.next());
            assertEquals(998, rows.getInt("orderId"));
        }
    }

    @Test
    void cellsAreEdited() throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE \"main\".\"orders\" SET \"status\"=?, \"total\"=? WHERE \"customer\"=? AND \"orderId\"=?",
                ResultSet.TYPE_FORWARD_ONLY,
                ResultSet.CONCUR_READ_ONLY)) {
            update.setString(1, "LATE");
            update.setNull(2, Types.DECIMAL);
            update.setString(3, "c1");
            update.setLong(4, 1);
            assertFalse(update.execute());
            assertEquals(1, update.getLargeUpdateCount());
            assertEquals(1, update.getUpdateCount());
        }
        assertEquals("LATE", value("SELECT status FROM orders WHERE customer = 'c1' AND orderId = 1"));
    }

    /** A cell of the key is edited like any other: the new value is set, the old one finds the row. */
    @Test
    void cellsOfTheKeyAreEdited() throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE \"main\".\"orders\" SET \"orderId\"=? WHERE \"customer\"=? AND \"orderId\"=?")) {
            update.setLong(1, 7001);
            update.setString(2, "c1");
            update.setLong(3, 1);
            assertFalse(update.execute());
            assertEquals(1, update.getLargeUpdateCount());
            update.setLong(1, 11);
            update.setLong(3, 7001);
            assertEquals(
                    "23505", assertThrows(SQLException.class, update::execute).getSQLState());
        }
        assertEquals("0.01", value("SELECT total FROM orders WHERE customer = 'c1' AND orderId = 7001"));
        assertEquals("100", value("SELECT COUNT(*) FROM orders WHERE customer = 'c1'"));
    }

    /** Only the cells that have a value are named, so that the item stays sparse; rows go in as one batch. */
    @Test
    void rowsAreAdded() throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO \"main\".\"orders\" (\"customer\",\"orderId\",\"note\") VALUES (?,?,?)",
                Statement.RETURN_GENERATED_KEYS)) {
            for (int i = 0; i < 2; i++) {
                insert.setObject(1, "new", Types.VARCHAR);
                insert.setObject(2, 5000 + i, Types.BIGINT);
                insert.setString(3, "n" + i);
                insert.addBatch();
            }
            long sum = 0;
            for (long count : insert.executeLargeBatch()) {
                sum += count;
            }
            assertEquals(2, sum);
            assertFalse(insert.getGeneratedKeys().next());
            insert.setObject(1, "new", Types.VARCHAR);
            insert.setObject(2, 5000, Types.BIGINT);
            insert.setString(3, "again");
            assertEquals(
                    "23505", assertThrows(SQLException.class, insert::execute).getSQLState());
        }
        assertEquals("n1", value("SELECT note FROM orders WHERE customer = 'new' AND orderId = 5001"));
        assertEquals("true", value("SELECT status IS MISSING FROM orders WHERE customer = 'new' AND orderId = 5001"));
    }

    @Test
    void rowsAreDeleted() throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement("DELETE FROM \"main\".\"orders\" WHERE \"customer\"=? AND \"orderId\"=?")) {
            delete.setString(1, "c1");
            delete.setLong(2, 1);
            assertFalse(delete.execute());
            assertEquals(1, delete.getLargeUpdateCount());
            assertFalse(delete.execute());
            assertEquals(0, delete.getLargeUpdateCount());
        }
    }

    @Test
    void aLongStatementIsCancelled() throws Exception {
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try (Statement statement = connection.createStatement()) {
            CountDownLatch running = new CountDownLatch(1);
            Future<SQLException> end = threads.submit(() -> {
                running.countDown();
                return assertThrows(SQLException.class, () -> statement
                        .executeQuery("SELECT COUNT(*) FROM orders a, orders b, orders c")
                        .next());
            });
            running.await();
            while (!end.isDone()) {
                statement.cancel();
                Thread.sleep(20);
            }
            assertEquals("57014", end.get().getSQLState());
        } finally {
            threads.shutdownNow();
        }
        assertTrue(connection.isValid(1));
    }

    /** A second connection for metadata, used by another thread. */
    @Test
    void metadataWhileDataIsRead() throws Exception {
        try (Connection second = newConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT * FROM orders")) {
            assertTrue(rows.next());
            assertEquals(
                    4,
                    column(second.getMetaData().getColumns(null, "main", "orders", "%"), "COLUMN_NAME")
                            .size());
            assertTrue(rows.next());
        }
    }

    @Test
    void errorsTellWhatToDo() {
        assertEquals(
                "42S02",
                assertThrows(SQLException.class, () -> value("SELECT * FROM nope"))
                        .getSQLState());
        assertEquals(
                "42601",
                assertThrows(SQLException.class, () -> value("SELEC 1")).getSQLState());
    }

    private String value(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            assertTrue(rows.next());
            return rows.getString(1);
        }
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
