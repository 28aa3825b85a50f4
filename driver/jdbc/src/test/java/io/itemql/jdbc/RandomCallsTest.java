package io.itemql.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.JDBCType;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLClientInfoException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLType;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Calendar;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import javax.sql.PooledConnection;
import org.junit.jupiter.api.Test;

/**
 * Every method of every interface, with arguments that make sense or do not, on objects that are open or closed:
 * whatever happens, it is an answer or an SQLException with a SQLState, never a raw exception. {@code -Dseed=} repeats
 * a run, {@code -Drounds=} makes it longer.
 */
class RandomCallsTest {
    private static final int ROUNDS = Integer.getInteger("rounds", 60);

    /** What all rounds together must reach. */
    private static final int CALLS_MIN = 340 * ROUNDS;

    private final long seed = Long.getLong("seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final Set<String> called = new TreeSet<>();
    private int calls;

    @Test
    void nothingEscapesRaw() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            try (Connection connection = DriverManager.getConnection("jdbc:itemql:mem:")) {
                round(connection);
            }
        }
        assertTrue(called.size() > 400, "only " + called.size() + " methods were called");
        assertTrue(calls >= CALLS_MIN, "only " + calls + " calls");
    }

    private void round(Connection connection) throws Exception {
        connection.createStatement().execute("CREATE TABLE users (id VARCHAR PARTITION KEY)");
        connection.createStatement().execute("INSERT INTO users VALUE {'id': '1', 'n': 1.5, 'm': {'a': 1}}");
        Statement statement = connection.createStatement();
        PreparedStatement prepared = connection.prepareStatement("SELECT id, n, m FROM users WHERE id = ?");
        prepared.setString(1, "1");
        ResultSetMetaData columns = prepared.getMetaData();
        ParameterMetaData parameters = prepared.getParameterMetaData();
        ResultSet rows = connection.createStatement().executeQuery("SELECT id, n, m FROM users");
        assertTrue(rows.next());
        ResultSet updatable = connection
                .createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_UPDATABLE)
                .executeQuery("SELECT id, n, m FROM users");
        assertTrue(updatable.next());
        if (random.nextInt(4) == 0) {
            List.of(rows, statement, prepared, connection)
                    .get(random.nextInt(4))
                    .close();
        }
        callAll(ResultSet.class, rows);
        for (int i = 0; i < 3; i++) {
            callAll(ResultSet.class, updatable);
        }
        callAll(Statement.class, statement);
        callAll(PreparedStatement.class, prepared);
        callAll(ResultSetMetaData.class, columns);
        callAll(ParameterMetaData.class, parameters);
        if (!connection.isClosed()) {
            callAll(DatabaseMetaData.class, connection.getMetaData());
            callAll(Blob.class, connection.createBlob());
            callAll(Clob.class, connection.createClob());
            callAll(Array.class, connection.createArrayOf("VARCHAR", new Object[] {"a"}));
        }
        ItemQlDataSource source = new ItemQlDataSource();
        source.setUrl("jdbc:itemql:mem:");
        PooledConnection pooled = source.getPooledConnection();
        callAll(Connection.class, pooled.getConnection());
        callAll(PooledConnection.class, pooled);
        pooled.close();
        callAll(Connection.class, connection);
    }

    private void callAll(Class<?> type, Object target) throws IllegalAccessException {
        List<Method> methods = new ArrayList<>(List.of(type.getMethods()));
        methods.sort(Comparator.comparing(Method::toString));
        Collections.shuffle(methods, random);
        for (Method method : methods) {
            boolean closes = Set.of("close", "abort").contains(method.getName());
            if (!closes || random.nextInt(10) == 0) {
                call(method, target);
            }
        }
    }

    private void call(Method method, Object target) throws IllegalAccessException {
        Class<?>[] types = method.getParameterTypes();
        Object[] arguments = new Object[types.length];
        for (int i = 0; i < types.length; i++) {
            arguments[i] = argument(types[i]);
        }
        String what = "seed " + seed + ": " + method + " " + Arrays.deepToString(arguments);
        calls++;
        called.add(method.getDeclaringClass().getSimpleName() + method.getName());
        try {
            method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            check(e.getCause(), what);
        }
    }

    private static void check(Throwable failure, String what) {
        if (!(failure instanceof SQLException exception)) {
            throw new AssertionError(what, failure);
        }
        assertTrue(exception.getSQLState() != null, what);
        assertTrue(!exception.getSQLState().equals("XX000"), what + " " + exception);
        boolean closed = exception.getSQLState().equals("08003");
        assertTrue(closed || !exception.getSQLState().startsWith("08"), what + " " + exception);
        if (exception instanceof SQLFeatureNotSupportedException && !(failure instanceof SQLClientInfoException)) {
            assertEquals("0AX0", exception.getSQLState().substring(0, 4), what);
        }
    }

    private Object argument(Class<?> type) {
        if (type == int.class) {
            return List.of(-1, 0, 1, 2, 3, 1003, 1004, 1007, 4711, Integer.MAX_VALUE)
                    .get(random.nextInt(10));
        }
        if (type == long.class) {
            return List.of(-1L, 0L, 1L, Long.MAX_VALUE).get(random.nextInt(4));
        }
        if (type == boolean.class) {
            return random.nextBoolean();
        }
        if (type == double.class) {
            return random.nextBoolean() ? Double.NaN : 1.5;
        }
        if (type == float.class) {
            return random.nextBoolean() ? Float.POSITIVE_INFINITY : 1.5f;
        }
        if (type == byte.class) {
            return (byte) 1;
        }
        if (type == short.class) {
            return (short) 1;
        }
        return random.nextInt(4) == 0 ? null : object(type);
    }

    private Object object(Class<?> type) {
        if (type == String.class) {
            return List.of("id", "n", "%", "main", "SELECT id FROM users", "DELETE FROM users", "SELEC", "")
                    .get(random.nextInt(8));
        }
        if (type == Class.class) {
            return List.of(String.class, Map.class, Integer.class, Thread.class, byte[].class, Object.class)
                    .get(random.nextInt(6));
        }
        if (type == Object.class) {
            return List.of("x", 1, 2.5, Map.of("a", 1), Set.of(), List.of(1), new Object())
                    .get(random.nextInt(7));
        }
        if (type == Calendar.class) {
            return Calendar.getInstance();
        }
        if (type == Executor.class) {
            return (Executor) Runnable::run;
        }
        if (type == SQLType.class) {
            return JDBCType.VARCHAR;
        }
        if (type == String[].class) {
            return new String[] {"id", "TABLE"};
        }
        if (type == int[].class) {
            return new int[] {1};
        }
        if (type == Object[].class) {
            return new Object[] {"a", 1};
        }
        if (type == byte[].class) {
            return new byte[] {1};
        }
        if (type == BigDecimal.class) {
            return new BigDecimal("1e200");
        }
        return null;
    }
}
