package io.itemql.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.ConnectionEvent;
import javax.sql.ConnectionEventListener;
import javax.sql.PooledConnection;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Connections for pools of application servers. */
class PooledConnectionTest {
    private final List<String> events = new ArrayList<>();
    private PooledConnection pooled;

    @BeforeEach
    void open() throws SQLException {
        ItemQlDataSource source = new ItemQlDataSource();
        source.setUrl("jdbc:itemql:mem:");
        pooled = source.getPooledConnection("any", "thing");
        pooled.addConnectionEventListener(new ConnectionEventListener() {
            @Override
            public void connectionClosed(ConnectionEvent event) {
                events.add("closed");
            }

            @Override
            public void connectionErrorOccurred(ConnectionEvent event) {
                events.add(event.getSQLException().getSQLState());
            }
        });
    }

    @Test
    void aHandleIsClosedAndThePoolIsTold() throws SQLException {
        Connection first = pooled.getConnection();
        first.createStatement().execute("CREATE TABLE users (id VARCHAR PRIMARY KEY)");
        first.setReadOnly(true);
        first.close();
        first.close();
        assertEquals(List.of("closed"), events);
        assertThrows(SQLException.class, first::createStatement);
        Connection second = pooled.getConnection();
        assertNotSame(first, second);
        assertFalse(second.isReadOnly());
        assertEquals(1, second.createStatement().executeUpdate("INSERT INTO users (id) VALUES ('a')"));
        pooled.close();
        assertTrue(second.isClosed());
        assertEquals(List.of("closed"), events);
        assertEquals(
                "08003", assertThrows(SQLException.class, pooled::getConnection).getSQLState());
    }

    @Test
    void aNewHandleTakesTheConnectionFromTheOldOne() throws SQLException {
        Connection first = pooled.getConnection();
        Connection second = pooled.getConnection();
        assertTrue(first.isClosed());
        assertTrue(second.isValid(0));
        assertEquals(List.of(), events);
        pooled.close();
    }

    @Test
    void aStoreThatWasShutDownIsAnError() throws SQLException {
        Connection handle = pooled.getConnection();
        handle.createStatement().execute("SHUTDOWN");
        handle.close();
        assertEquals(List.of("57P01"), events);
        assertEquals(
                "57P01", assertThrows(SQLException.class, pooled::getConnection).getSQLState());
        pooled.close();
    }

    @Test
    void anotherDriversUrlIsRefused() {
        ItemQlDataSource source = new ItemQlDataSource();
        source.setUrl("jdbc:h2:mem:");
        assertEquals(
                "08001",
                assertThrows(SQLException.class, source::getPooledConnection).getSQLState());
    }
}
