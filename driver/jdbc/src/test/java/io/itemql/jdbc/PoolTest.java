package io.itemql.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.jdbc.internal.failure.SqlExceptions;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** HikariCP in real use. It closes connections whose errors look like a broken line, so ours must not. */
class PoolTest {
    private static final Set<ErrorCode> ENDS_A_CONNECTION = Set.of(
            ErrorCode.STORE_CLOSED,
            ErrorCode.CONNECTION_CLOSED,
            ErrorCode.NETWORK_TIMEOUT,
            ErrorCode.INVALID_URL,
            ErrorCode.UNKNOWN_OPTION,
            ErrorCode.INVALID_OPTION_VALUE);

    private static HikariDataSource pool(String url) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(1);
        config.setMinimumIdle(1);
        return new HikariDataSource(config);
    }

    @Test
    void worksAndKeepsItsConnectionOverRefusals() throws SQLException {
        try (HikariDataSource pool = pool("jdbc:itemql:mem:?strict=true")) {
            Connection inner;
            try (Connection connection = pool.getConnection();
                    Statement statement = connection.createStatement()) {
                inner = connection.unwrap(Connection.class);
                statement.execute("CREATE TABLE users (id VARCHAR PARTITION KEY)");
                statement.execute("INSERT INTO users VALUE {'id': '1'}");
            }
            for (String wrong :
                    List.of("SELEC", "SELECT * FROM nope", "INSERT INTO users VALUE {'id': '1'}", "COMMIT")) {
                try (Connection connection = pool.getConnection();
                        Statement statement = connection.createStatement()) {
                    assertThrows(SQLException.class, () -> statement.execute(wrong), wrong);
                    assertThrows(SQLException.class, connection::commit);
                    assertThrows(SQLException.class, () -> connection.prepareCall("x"));
                    assertThrows(SQLException.class, connection::setSavepoint);
                }
            }
            try (Connection connection = pool.getConnection();
                    PreparedStatement select = connection.prepareStatement("SELECT id FROM users WHERE id = ?")) {
                assertSame(inner, connection.unwrap(Connection.class));
                select.setString(1, "1");
                try (ResultSet rows = select.executeQuery()) {
                    assertTrue(rows.next());
                    assertThrows(SQLException.class, () -> rows.updateString(1, "x"));
                }
            }
        }
    }

    @Test
    void aReadOnlyUrlInAPool() throws SQLException {
        try (HikariDataSource pool = pool("jdbc:itemql:mem:?readOnly=true");
                Connection connection = pool.getConnection()) {
            assertTrue(connection.isReadOnly());
        }
    }

    /**
     * Every code at once: throws it from a statement of a pooled connection and looks whether the connection survives.
     */
    @Test
    void noErrorOfAHealthyConnectionClosesIt() throws SQLException {
        List<ErrorCode> closed = new ArrayList<>();
        for (ErrorCode code : ErrorCode.values()) {
            SQLException failure = SqlExceptions.of(anyOf(code));
            HikariConfig config = new HikariConfig();
            config.setDataSource(failing(failure));
            config.setMaximumPoolSize(1);
            try (HikariDataSource pool = new HikariDataSource(config)) {
                Connection inner;
                try (Connection connection = pool.getConnection()) {
                    inner = connection.unwrap(Connection.class);
                    assertSame(failure, assertThrows(SQLException.class, connection::getMetaData));
                } catch (SQLException e) {
                    // Hikari complains when it closes a connection that it has given up.
                    assertTrue(ENDS_A_CONNECTION.contains(code), code + " " + e);
                    inner = null;
                }
                try (Connection connection = pool.getConnection()) {
                    if (inner != connection.unwrap(Connection.class)) {
                        closed.add(code);
                    }
                }
            }
        }
        assertEquals(Set.of(), minus(closed, ENDS_A_CONNECTION));
        assertTrue(closed.contains(ErrorCode.STORE_CLOSED), "the pool has to notice a store that was shut down");
    }

    private static Set<ErrorCode> minus(List<ErrorCode> codes, Set<ErrorCode> others) {
        Set<ErrorCode> rest = new TreeSet<>(codes);
        rest.removeAll(others);
        return rest;
    }

    private static ItemException anyOf(ErrorCode code) {
        int holes = code.template().split("\\{}", -1).length - 1;
        Object[] arguments = new Object[holes];
        Arrays.fill(arguments, "x");
        return new ItemException(code, arguments);
    }

    /** A source of real connections, one method of which fails. */
    private static DataSource failing(SQLException failure) {
        ItemQlDataSource source = new ItemQlDataSource();
        source.setUrl("jdbc:itemql:mem:");
        return (DataSource) Proxy.newProxyInstance(
                PoolTest.class.getClassLoader(), new Class<?>[] {DataSource.class}, (self, method, arguments) -> {
                    Object result = method.invoke(source, arguments);
                    return result instanceof Connection connection ? failing(connection, failure) : result;
                });
    }

    private static Connection failing(Connection connection, SQLException failure) {
        return (Connection) Proxy.newProxyInstance(
                PoolTest.class.getClassLoader(), new Class<?>[] {Connection.class}, (self, method, arguments) -> {
                    if (method.getName().equals("getMetaData")) {
                        throw failure;
                    }
                    if (method.getName().equals("equals")) {
                        return self == arguments[0];
                    }
                    return method.invoke(connection, arguments);
                });
    }
}
