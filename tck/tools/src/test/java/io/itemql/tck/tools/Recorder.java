package io.itemql.tck.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Array;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/**
 * A source of connections that writes down which methods of JDBC a tool calls, and what was refused to it. The record
 * is kept beside the test: a call that is not in it means that the tool went another way than it did, because of
 * something that the driver answered. {@code -Dtraces.update=true} writes it anew.
 *
 * <p>Thread-safe.
 */
final class Recorder implements DataSource {
    /** What a proxy stands before; the more special ones first. */
    private static final List<Class<?>> RECORDED = List.of(
            Connection.class,
            CallableStatement.class,
            PreparedStatement.class,
            Statement.class,
            ResultSet.class,
            DatabaseMetaData.class,
            ResultSetMetaData.class,
            ParameterMetaData.class,
            Array.class);

    private final String url;
    private final Set<String> calls = new ConcurrentSkipListSet<>();
    private final Set<String> refusals = new ConcurrentSkipListSet<>();

    Recorder(String url) {
        this.url = url;
    }

    @Override
    public Connection getConnection() throws SQLException {
        return (Connection) recorded(DriverManager.getConnection(url));
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return getConnection();
    }

    private Object recorded(Object target) {
        for (Class<?> type : RECORDED) {
            if (type.isInstance(target)) {
                InvocationHandler handler = (proxy, method, arguments) -> call(type, target, method, arguments);
                return Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {type}, handler);
            }
        }
        return target;
    }

    private Object call(Class<?> type, Object target, Method method, Object[] arguments) throws Throwable {
        if (method.getDeclaringClass() == Object.class) {
            return method.invoke(target, arguments);
        }
        String name = type.getSimpleName() + "." + method.getName() + "("
                + Arrays.stream(method.getParameterTypes())
                        .map(Class::getSimpleName)
                        .collect(Collectors.joining(","))
                + ")";
        calls.add(name);
        try {
            return recorded(method.invoke(target, arguments));
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof SQLException refusal
                    && refusal.getSQLState().startsWith("0A")) {
                refusals.add(name + " " + refusal.getSQLState());
            }
            throw e.getCause();
        }
    }

    /** What was refused because the driver does not have it. */
    Set<String> refusals() {
        return refusals;
    }

    /** Compares what was called with the record of a tool. */
    void check(String tool) throws IOException {
        assertTrue(!calls.isEmpty(), tool + " called nothing");
        Path record = Path.of("src", "test", "resources", "traces", tool + ".txt");
        if (Boolean.getBoolean("traces.update")) {
            Files.write(record, calls);
        }
        Set<String> added = new TreeSet<>(calls);
        Files.readAllLines(record).forEach(added::remove);
        assertEquals(Set.of(), added, tool + " calls what it did not call before");
    }

    @Override
    public PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(PrintWriter out) {
        // writes no log
    }

    @Override
    public void setLoginTimeout(int seconds) {
        // nothing to wait for
    }

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getGlobal();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return type.cast(this);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return type.isInstance(this);
    }
}
