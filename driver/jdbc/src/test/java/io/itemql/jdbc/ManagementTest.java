package io.itemql.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.itemql.jdbc.extension.StoreMXBean;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import javax.management.JMX;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An open store can be seen through JMX, and a closed one cannot. */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class ManagementTest {
    @Test
    void aStoreIsManagedWhileItIsOpen() throws Exception {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        ObjectName name = new ObjectName("io.itemql:type=Store,name=" + ObjectName.quote("mem:managed"));
        try (Connection connection = DriverManager.getConnection("jdbc:itemql:mem:managed");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE users (userId VARCHAR PARTITION KEY)");
            statement.execute("INSERT INTO users (userId) VALUES ('1')");
            while (!server.isRegistered(name)) {
                Thread.sleep(10);
            }
            StoreMXBean store = JMX.newMXBeanProxy(server, name, StoreMXBean.class);
            assertEquals("mem:managed", store.getStore());
            assertTrue(store.getSystemTables().contains("tables"));
            assertEquals("users", store.rows("tables").get(0).get("tableName"));
            assertEquals("1", store.rows("tables").get(0).get("itemCount"));
            IllegalArgumentException unknown = assertThrows(IllegalArgumentException.class, () -> store.rows("nope"));
            assertTrue(
                    unknown.getMessage().matches("There is no system table nope; there are .*, metrics, .*"),
                    unknown::getMessage);
            assertTrue(store.getMetrics().get("statements.started").signum() > 0);
            statement.execute("SHUTDOWN");
        }
        assertFalse(server.isRegistered(name));
    }
}
