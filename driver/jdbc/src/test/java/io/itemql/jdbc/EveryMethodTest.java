package io.itemql.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.JDBCType;
import java.sql.NClob;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.Statement;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/**
 * Every method of every interface, called as it is meant: what is refused is written down here, with the reason in the
 * message, and everything else works. A method that a later JDK adds shows up as a failure.
 */
class EveryMethodTest {
    private final Map<Class<?>, Object> arguments = new HashMap<>();
    private Connection connection;
    private int round;

    @BeforeEach
    void open() throws SQLException {
        connection = DriverManager.getConnection("jdbc:itemql:mem:");
        connection.createStatement().execute("CREATE TABLE users (id VARCHAR PARTITION KEY)");
        arguments.put(int.class, 1);
        arguments.put(long.class, 1L);
        arguments.put(short.class, (short) 1);
        arguments.put(byte.class, (byte) 1);
        arguments.put(double.class, 1.5);
        arguments.put(float.class, 1.5f);
        arguments.put(boolean.class, true);
        arguments.put(String.class, "id");
        arguments.put(Object.class, "12");
        arguments.put(BigDecimal.class, BigDecimal.ONE);
        arguments.put(byte[].class, new byte[] {1, 2});
        arguments.put(SQLType.class, JDBCType.VARCHAR);
        arguments.put(Executor.class, (Executor) Runnable::run);
        arguments.put(Properties.class, new Properties());
        arguments.put(Map.class, Map.of());
        arguments.put(int[].class, new int[] {1});
        arguments.put(String[].class, new String[] {"id"});
        arguments.put(Object[].class, new Object[] {"a"});
        arguments.put(Array.class, connection.createArrayOf("VARCHAR", new Object[] {"a"}));
        Blob blob = connection.createBlob();
        blob.setBytes(1, new byte[] {1});
        arguments.put(Blob.class, blob);
        Clob clob = connection.createClob();
        clob.setString(1, "text");
        arguments.put(Clob.class, clob);
        arguments.put(NClob.class, connection.createNClob());
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    /** Fresh objects for each method, since many change what they are called on. */
    @FunctionalInterface
    private interface Maker {
        Object make() throws SQLException;
    }

    private Set<String> refused(Class<?> type, Class<?> besides, Maker maker, Set<String> leftOut) throws Exception {
        Set<String> refused = new TreeSet<>();
        Set<Method> inherited = besides == null ? Set.of() : Set.of(besides.getMethods());
        for (Method method : type.getMethods()) {
            if (!inherited.contains(method) && !leftOut.contains(method.getName()) && ours(method)) {
                call(method, maker.make(), refused);
            }
        }
        return refused;
    }

    /** The methods that quote and check names have a test of their own; the driver leaves requests and shards to nobody. */
    private static boolean ours(Method method) {
        return !method.isDefault()
                || method.getName().matches("setLarge.*|getLarge.*|executeLarge.*|setObject|supports.*|get.*");
    }

    private void call(Method method, Object target, Set<String> refused) throws Exception {
        Object[] values =
                Arrays.stream(method.getParameterTypes()).map(this::argument).toArray();
        if (method.getName().equals("setFetchDirection")) {
            values[0] = ResultSet.FETCH_FORWARD;
        }
        if (method.getName().equals("createArrayOf")) {
            values[0] = "VARCHAR";
        }
        try {
            method.invoke(target, values);
        } catch (InvocationTargetException e) {
            SQLException failure = e.getCause() instanceof SQLException known
                    ? known
                    : (SQLException) new SQLException(method.toString(), "raw").initCause(e.getCause());
            refused.add(method.getName() + " " + failure.getSQLState());
            if (!failure.getSQLState().startsWith("0AX")) {
                throw new AssertionError(method + " " + Arrays.toString(values), e.getCause());
            }
        }
    }

    private Object argument(Class<?> type) {
        if (type == InputStream.class) {
            return new ByteArrayInputStream(new byte[] {65});
        }
        if (type == Reader.class) {
            return new StringReader("text");
        }
        return type == Class.class ? String.class : arguments.get(type);
    }

    private Statement statement() throws SQLException {
        return connection.createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_UPDATABLE);
    }

    private ResultSet row(String sql) throws SQLException {
        String key = "k" + ++round;
        connection
                .createStatement()
                .executeUpdate("INSERT INTO users VALUE {'id': '" + key + "', 'v': '12', 't': '2024-02-03T04:05:06',"
                        + " 'b': X'01', 'l': ['a']}");
        ResultSet rows = statement().executeQuery(sql + " WHERE id = '" + key + "'");
        rows.next();
        return rows;
    }

    @Test
    void everyMethodOfAResultWorksOrIsRefused() throws Exception {
        // The first column is all that a method with an index reads, so each kind of value has its turn.
        Set<String> refused = new TreeSet<>();
        for (Method method : ResultSet.class.getMethods()) {
            if (method.getDeclaringClass() == ResultSet.class
                    && !method.getName().equals("insertRow")) {
                call(method, row("SELECT " + columnFor(method) + " AS id, id AS k FROM users"), refused);
            }
        }
        assertEquals(
                Set.of(
                        "getCursorName 0AX01",
                        "getRef 0AX01",
                        "getRowId 0AX01",
                        "getSQLXML 0AX01",
                        "getURL 0AX01",
                        "getUnicodeStream 0AX01",
                        "updateRef 0AX01",
                        "updateRowId 0AX01",
                        "updateSQLXML 0AX01"),
                refused);
    }

    private static String columnFor(Method method) {
        String name = method.getName();
        if (name.contains("Date") || name.contains("Time")) {
            return "t";
        }
        if (name.contains("Bytes") || name.contains("Binary") || name.contains("Blob")) {
            return "b";
        }
        return name.contains("Array") ? "l" : "v";
    }

    @Test
    void everyMethodOfAStatementWorksOrIsRefused() throws Exception {
        arguments.put(String.class, "SELECT id FROM users");
        assertEquals(
                Set.of(),
                refused(
                        Statement.class,
                        null,
                        this::statement,
                        Set.of("executeUpdate", "executeLargeUpdate", "unwrap")));
        arguments.put(String.class, "UPSERT INTO users (id) VALUES ('u')");
        assertEquals(Set.of(), refused(Statement.class, null, this::statement, Set.of("executeQuery", "unwrap")));
    }

    @Test
    void everyMethodOfAPreparedStatementWorksOrIsRefused() throws Exception {
        Maker maker = () -> {
            PreparedStatement prepared = connection.prepareStatement("SELECT id FROM users WHERE id = ?");
            prepared.setString(1, "a");
            return prepared;
        };
        assertEquals(
                Set.of("setRef 0AX01", "setRowId 0AX01", "setSQLXML 0AX01", "setURL 0AX01", "setUnicodeStream 0AX01"),
                refused(
                        PreparedStatement.class,
                        Statement.class,
                        maker,
                        Set.of("executeUpdate", "executeLargeUpdate")));
    }

    @Test
    void everyMethodOfMetadataWorks() throws Exception {
        arguments.put(int.class, 1);
        assertEquals(Set.of(), refused(DatabaseMetaData.class, null, connection::getMetaData, Set.of("unwrap")));
        assertEquals(
                Set.of(),
                refused(
                        ResultSetMetaData.class,
                        null,
                        () -> row("SELECT * FROM users").getMetaData(),
                        Set.of("unwrap")));
        assertEquals(
                Set.of(),
                refused(
                        ParameterMetaData.class,
                        null,
                        () -> connection
                                .prepareStatement("SELECT id FROM users WHERE id = ?")
                                .getParameterMetaData(),
                        Set.of("unwrap")));
    }

    /** Each method on a connection of its own, in a transaction where it needs one. */
    @Test
    void connections() throws Exception {
        Maker maker = () -> {
            Connection fresh = DriverManager.getConnection("jdbc:itemql:mem:");
            fresh.createStatement().execute("CREATE TABLE users (id VARCHAR PARTITION KEY)");
            return fresh;
        };
        arguments.put(String.class, "main");
        arguments.put(int.class, Connection.TRANSACTION_REPEATABLE_READ);
        Set<String> elsewhere = Set.of(
                "unwrap",
                "commit",
                "rollback",
                "setSavepoint",
                "releaseSavepoint",
                "setHoldability",
                "createStatement",
                "prepareStatement",
                "prepareCall");
        assertEquals(
                Set.of("createSQLXML 0AX01", "createStruct 0AX01"), refused(Connection.class, null, maker, elsewhere));
        try (Connection connection = (Connection) maker.make()) {
            everyKindOfStatement(connection);
            connection.setAutoCommit(false);
            connection.setHoldability(ResultSet.HOLD_CURSORS_OVER_COMMIT);
            connection.createStatement().execute("INSERT INTO users VALUE {'id': 'a'}");
            java.sql.Savepoint point = connection.setSavepoint();
            java.sql.Savepoint named = connection.setSavepoint("named");
            connection.releaseSavepoint(named);
            connection.rollback(point);
            connection.commit();
            connection.rollback();
            assertEquals(connection, connection.unwrap(Connection.class));
        }
    }

    private static void everyKindOfStatement(Connection connection) throws SQLException {
        int type = ResultSet.TYPE_SCROLL_INSENSITIVE;
        int concurrency = ResultSet.CONCUR_UPDATABLE;
        int holdability = ResultSet.CLOSE_CURSORS_AT_COMMIT;
        String sql = "SELECT id FROM users";
        List<Statement> made = List.of(
                connection.createStatement(),
                connection.createStatement(type, concurrency),
                connection.createStatement(type, concurrency, holdability),
                connection.prepareStatement(sql),
                connection.prepareStatement(sql, Statement.RETURN_GENERATED_KEYS),
                connection.prepareStatement(sql, new int[] {1}),
                connection.prepareStatement(sql, new String[] {"id"}),
                connection.prepareStatement(sql, type, concurrency),
                connection.prepareStatement(sql, type, concurrency, holdability));
        for (Statement statement : made) {
            ResultSet rows = statement instanceof PreparedStatement prepared
                    ? prepared.executeQuery()
                    : statement.executeQuery(sql);
            assertEquals(false, rows.next());
        }
    }

    @Test
    void everyMethodOfALocatorWorks() throws Exception {
        Set<String> elsewhere = Set.of("free", "truncate");
        assertEquals(Set.of(), refused(Blob.class, null, () -> arguments.get(Blob.class), elsewhere));
        assertEquals(Set.of(), refused(Clob.class, null, () -> arguments.get(Clob.class), elsewhere));
        assertEquals(Set.of(), refused(Array.class, null, () -> arguments.get(Array.class), Set.of("free")));
    }

    @Test
    void driversAndSources() throws Exception {
        arguments.put(String.class, "jdbc:itemql:mem:");
        assertEquals(Set.of("getParentLogger 0AX01"), refused(Driver.class, null, ItemQlDriver::new, Set.of()));
        ItemQlDataSource source = new ItemQlDataSource();
        source.setUrl("jdbc:itemql:mem:");
        assertEquals(
                Set.of("getParentLogger 0AX01"),
                refused(DataSource.class, null, () -> source, Set.of("unwrap", "createConnectionBuilder")));
    }

    @Test
    void everyRefusalSaysWhy() throws SQLException {
        for (Executable refusal : List.<Executable>of(
                () -> connection.prepareCall("{call x}"),
                () -> connection.createSQLXML(),
                () -> connection.prepareCall("{call x}", 1003, 1007),
                () -> connection.prepareCall("{call x}", 1003, 1007, 1),
                () -> connection.createStruct("t", new Object[0]),
                () -> connection.setShardingKey(null),
                () -> connection.setShardingKey(null, null),
                () -> connection.setShardingKeyIfValid(null, 1),
                () -> connection.setShardingKeyIfValid(null, null, 1),
                () -> new ItemQlDriver().getParentLogger())) {
            SQLException failure = Assertions.assertThrows(SQLException.class, refusal);
            assertEquals("0AX01", failure.getSQLState());
            assertEquals(true, failure.getMessage().contains(" is not supported: "), failure.getMessage());
        }
    }
}
