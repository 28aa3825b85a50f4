package io.itemql.jdbc.internal.connection;

import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;

/** What a client says of itself. Kept for those who ask, and used for nothing. Thread-safe. */
public final class ClientProperties {
    /** The three names that JDBC defines. */
    public static final List<String> NAMES = List.of("ApplicationName", "ClientHostname", "ClientUser");

    private final Map<String, String> values = new ConcurrentHashMap<>();

    static boolean isKnown(String name) {
        return NAMES.contains(name);
    }

    /** Sets a value; {@code null} takes it away. */
    void set(String name, String value) {
        if (value == null) {
            values.remove(name);
        } else {
            values.put(name, value);
        }
    }

    String get(String name) {
        return name == null ? null : values.get(name);
    }

    void clear() {
        values.clear();
    }

    Properties all() {
        Properties all = new Properties();
        values.forEach(all::setProperty);
        return all;
    }
}
