package io.itemql.tck.jdbc;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.JDBCType;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every method of a closed object fails with an exception that says so, except those that the JDBC API exempts. */
class ClosedObjectsTest {
    private static final String URL = "jdbc:itemql:mem:";
    /** May be called on what is closed. */
    private static final Set<String> EXEMPT = Set.of(
            "close",
            "isClosed",
            "isValid",
            "abort",
            "unwrap",
            "isWrapperFor",
            "beginRequest",
            "endRequest",
            // A client's own data, to be kept through the end of a connection.
            "setClientInfo",
            // Static helpers and defaults of the interface, which do not look at the object.
            "enquoteLiteral",
            "enquoteIdentifier",
            "isSimpleIdentifier",
            "enquoteNCharLiteral",
            "setShardingKey",
            "setShardingKeyIfValid",
            "updateObject");

    private static final Set<String> CLOSED_STATES = Set.of("08003", "HY010", "24000");

    @TestFactory
    Stream<DynamicTest> connection() throws SQLException {
        Connection connection = DriverManager.getConnection(URL);
        connection.close();
        return methods(Connection.class, connection);
    }

    @TestFactory
    Stream<DynamicTest> statement() throws SQLException {
        Statement statement = DriverManager.getConnection(URL).createStatement();
        statement.close();
        return methods(Statement.class, statement);
    }

    @TestFactory
    Stream<DynamicTest> preparedStatement() throws SQLException {
        PreparedStatement statement = DriverManager.getConnection(URL).prepareStatement("SELECT ? + 1");
        statement.close();
        return methods(PreparedStatement.class, statement);
    }

    @TestFactory
    Stream<DynamicTest> resultSet() throws SQLException {
        ResultSet rows = DriverManager.getConnection(URL).createStatement().executeQuery("SELECT 1 AS a");
        rows.close();
        return methods(ResultSet.class, rows);
    }

    @TestFactory
    Stream<DynamicTest> closingTheConnectionClosesTheRest() throws SQLException {
        Connection connection = DriverManager.getConnection(URL);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT 1 AS a");
        connection.close();
        return Stream.of(
                dynamicTest("statement", () -> assertTrue(statement.isClosed())),
                dynamicTest("result set", () -> assertTrue(rows.isClosed())));
    }

    private static Stream<DynamicTest> methods(Class<?> type, Object closed) {
        List<DynamicTest> tests = new ArrayList<>();
        for (Method method : type.getMethods()) {
            boolean ownMethod = method.getDeclaringClass().getPackageName().equals("java.sql");
            if (ownMethod && !EXEMPT.contains(method.getName())) {
                String name = method.getName() + Arrays.toString(method.getParameterTypes());
                tests.add(dynamicTest(name, () -> assertFails(method, closed)));
            }
        }
        assertTrue(tests.size() > 30, "only " + tests.size() + " methods of " + type);
        return tests.stream();
    }

    private static void assertFails(Method method, Object closed) throws IllegalAccessException {
        Object[] arguments = Arrays.stream(method.getParameterTypes())
                .map(ClosedObjectsTest::argument)
                .toArray();
        try {
            method.invoke(closed, arguments);
        } catch (InvocationTargetException e) {
            assertTrue(e.getCause() instanceof SQLException, String.valueOf(e.getCause()));
            String state = ((SQLException) e.getCause()).getSQLState();
            // An unsupported method may say that instead; it never works, closed or not.
            assertTrue(CLOSED_STATES.contains(state) || state.equals("0AX01"), state + " " + e.getCause());
            return;
        }
        throw new AssertionError(method + " works on a closed object");
    }

    private static Object argument(Class<?> type) {
        if (type == String.class) {
            return "a";
        }
        if (type == boolean.class) {
            return false;
        }
        if (type == SQLType.class) {
            return JDBCType.VARCHAR;
        }
        if (type == Class.class) {
            return String.class;
        }
        if (type.isArray()) {
            return Array.newInstance(type.getComponentType(), 0);
        }
        if (type == float.class) {
            return 1f;
        }
        if (type == double.class) {
            return 1d;
        }
        if (type == long.class) {
            return 1L;
        }
        if (type == short.class) {
            return (short) 1;
        }
        if (type == byte.class) {
            return (byte) 1;
        }
        return type.isPrimitive() ? (Object) 1 : null;
    }
}
