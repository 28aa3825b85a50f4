package io.itemql.jdbc.internal.store;

import io.itemql.item.Item;
import io.itemql.item.NumberValue;
import io.itemql.item.StringValue;
import io.itemql.jdbc.extension.StoreMXBean;
import io.itemql.store.system.SystemTable;
import io.itemql.store.system.SystemTables;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * Shows an open store to management tools. The classes of JMX take longer to load than a first statement takes to run,
 * so this is used on a thread of its own and behind the first statement. Safe for use by several threads.
 */
final class StoreManagement implements StoreMXBean, AutoCloseable {
    private final String store;
    private final SystemTables tables;
    private final ObjectName name;

    private StoreManagement(String store, SystemTables tables, ObjectName name) {
        this.store = store;
        this.tables = tables;
        this.name = name;
    }

    /**
     * Registers a store; empty if the virtual machine does not let it, or another class loader has one of this name.
     */
    static Optional<StoreManagement> register(String store, SystemTables tables) {
        try {
            ObjectName name = new ObjectName("io.itemql:type=Store,name=" + ObjectName.quote(store));
            StoreManagement management = new StoreManagement(store, tables, name);
            ManagementFactory.getPlatformMBeanServer().registerMBean(management, name);
            return Optional.of(management);
        } catch (JMException | SecurityException | LinkageError e) {
            // ignored: a store works without being managed
            return Optional.empty();
        }
    }

    @Override
    public String getStore() {
        return store;
    }

    @Override
    public Map<String, BigDecimal> getMetrics() {
        Map<String, BigDecimal> metrics = new TreeMap<>();
        for (Item row : tables.rows(SystemTable.METRICS.name())) {
            metrics.put(((StringValue) row.get("name")).value(), ((NumberValue) row.get("value")).toBigDecimal());
        }
        return metrics;
    }

    @Override
    public List<String> getSystemTables() {
        return tables.tables().stream().map(SystemTable::name).toList();
    }

    @Override
    public List<Map<String, String>> rows(String systemTable) {
        List<String> known = getSystemTables();
        if (!known.contains(systemTable)) {
            throw new IllegalArgumentException(
                    "There is no system table " + systemTable + "; there are " + String.join(", ", known));
        }
        List<Map<String, String>> rows = new ArrayList<>();
        for (Item row : tables.rows(systemTable)) {
            Map<String, String> texts = new TreeMap<>();
            row.attributes()
                    .forEach((column, value) ->
                            texts.put(column, value instanceof StringValue text ? text.value() : value.toString()));
            rows.add(texts);
        }
        return rows;
    }

    @Override
    public void close() {
        try {
            ManagementFactory.getPlatformMBeanServer().unregisterMBean(name);
        } catch (JMException e) {
            // ignored: somebody else has taken it away already
        }
    }
}
