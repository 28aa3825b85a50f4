package io.itemql.tck.sql;

import io.itemql.item.AttributeValue;
import io.itemql.item.BinarySetValue;
import io.itemql.item.BinaryValue;
import io.itemql.item.BoolValue;
import io.itemql.item.ListValue;
import io.itemql.item.MapValue;
import io.itemql.item.NullValue;
import io.itemql.item.NumberSetValue;
import io.itemql.item.NumberValue;
import io.itemql.item.StringSetValue;
import io.itemql.item.StringValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;

/** Connections from the jar that users take, in a class loader that sees nothing but it and the JDK. */
final class IsolatedConnections implements ConnectionSource {
    private final URLClassLoader loader;
    private final Driver driver;
    private final Class<?> foreignValue;
    private final String url;

    IsolatedConnections(Path jar, String url) throws ReflectiveOperationException, IOException {
        this.loader = new URLClassLoader(new URL[] {jar.toUri().toURL()}, ClassLoader.getPlatformClassLoader());
        this.driver = (Driver) loader.loadClass("io.itemql.jdbc.ItemQlDriver")
                .getDeclaredConstructor()
                .newInstance();
        this.foreignValue = loader.loadClass(AttributeValue.class.getName());
        this.url = url;
    }

    @Override
    public Connection open(Map<String, String> options) throws SQLException {
        Properties properties = new Properties();
        options.forEach(properties::setProperty);
        return driver.connect(url, properties);
    }

    @Override
    public Object read(ResultSet rows, int column) throws SQLException {
        Object value = rows.getObject(column, foreignValue);
        return foreignValue.isInstance(value) ? translate(value) : value;
    }

    /** The same value in this class loader's classes. */
    private static AttributeValue translate(Object value) {
        return switch (value.getClass().getSimpleName()) {
            case "StringValue" -> new StringValue((String) call(value, "value"));
            case "NumberValue" -> NumberValue.parse(value.toString());
            case "BinaryValue" -> BinaryValue.of((byte[]) call(value, "toByteArray"));
            case "BoolValue" -> BoolValue.of(value.toString().equals("true"));
            case "NullValue" -> NullValue.NULL;
            case "ListValue" ->
                new ListValue(((Collection<?>) call(value, "elements"))
                        .stream().map(IsolatedConnections::translate).toList());
            case "MapValue" -> {
                Map<String, AttributeValue> entries = new LinkedHashMap<>();
                ((Map<?, ?>) call(value, "entries"))
                        .forEach((name, entry) -> entries.put((String) name, translate(entry)));
                yield new MapValue(entries);
            }
            case "StringSetValue" -> StringSetValue.of(members(value, StringValue.class));
            case "NumberSetValue" -> NumberSetValue.of(members(value, NumberValue.class));
            case "BinarySetValue" -> BinarySetValue.of(members(value, BinaryValue.class));
            default -> throw new AssertionError(value.getClass());
        };
    }

    private static <T> Collection<T> members(Object set, Class<T> type) {
        return ((Collection<?>) call(set, "members"))
                .stream().map(IsolatedConnections::translate).map(type::cast).toList();
    }

    private static Object call(Object target, String method) {
        try {
            return target.getClass().getMethod(method).invoke(target);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(method, e);
        }
    }

    @Override
    public void close() throws SQLException {
        try (Connection connection = open(Map.of())) {
            connection.createStatement().execute("SHUTDOWN");
        }
        try {
            loader.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
