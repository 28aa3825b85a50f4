package io.itemql.jdbc;

import static io.itemql.jdbc.Statements.rows;
import static io.itemql.jdbc.Statements.run;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is seen of a transaction while it is open: by others, and by results that were opened in it. */
class OpenTransactionTest {
    private static final AtomicInteger STORES = new AtomicInteger();

    private final String url = "jdbc:itemql:mem:openTransactions" + STORES.incrementAndGet();
    private Connection connection;
    private Connection other;

    @BeforeEach
    void open() throws SQLException {
        connection = DriverManager.getConnection(url);
        other = DriverManager.getConnection(url);
        run(connection, "CREATE TABLE users (id VARCHAR PARTITION KEY)");
        run(connection, "INSERT INTO users (id, n) VALUES ('a', 1), ('b', 2)");
        connection.setAutoCommit(false);
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
        run(other, "SHUTDOWN");
        other.close();
    }

    @Test
    void resultsStayOpenOverARollbackToASavepoint() throws SQLException {
        Savepoint savepoint = connection.setSavepoint();
        run(connection, "INSERT INTO users (id, n) VALUES ('c', 3), ('d', 4)");
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT id FROM users")) {
            connection.rollback(savepoint);
            run(connection, "INSERT INTO users (id, n) VALUES ('c', 5)");
            int rows = 0;
            while (result.next()) {
                rows++;
            }
            assertEquals(4, rows);
        }
        assertEquals(List.of("5"), rows(connection, "SELECT n FROM users WHERE id = 'c'"));
        connection.commit();
        assertEquals(List.of("a", "b", "c"), rows(other, "SELECT id FROM users ORDER BY id"));
    }

    @Test
    void othersSeeThatATransactionIsOpen() throws SQLException {
        String open = "SELECT isolation, writes FROM system.transactions WHERE kind = 'TRANSACTION' ORDER BY isolation";
        assertEquals(List.of(), rows(other, open));
        run(connection, "INSERT INTO users VALUE {'id': 'c'}");
        Savepoint savepoint = connection.setSavepoint();
        run(connection, "INSERT INTO users (id) VALUES ('d'), ('e')");
        assertEquals(List.of("SNAPSHOT|3"), rows(other, open));
        connection.rollback(savepoint);
        assertEquals(List.of("SNAPSHOT|1"), rows(other, open));
        try (Connection third = DriverManager.getConnection(url)) {
            third.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
            third.setAutoCommit(false);
            rows(third, "SELECT id FROM users");
            assertEquals(List.of("SERIALIZABLE|0", "SNAPSHOT|1"), rows(other, open));
        }
        connection.commit();
        assertEquals(List.of(), rows(other, open));
    }

    /** Others may delete the last item that has an attribute before the transaction first looks at the table. */
    @Test
    void whatHasGoneSinceTheBeginningIsStillAColumn() throws SQLException {
        run(other, "CREATE TABLE songs (id VARCHAR PARTITION KEY)");
        run(other, "INSERT INTO songs (id, artist) VALUES ('s', 'x')");
        assertEquals(2, rows(connection, "SELECT id FROM users").size());
        run(other, "DELETE FROM songs WHERE id = 's'");
        assertEquals(List.of("s|x"), rows(connection, "SELECT * FROM songs"));
        assertEquals(List.of("s"), rows(connection, "SELECT id FROM songs WHERE artist = 'x'"));
        connection.commit();
        assertEquals(List.of(), rows(connection, "SELECT * FROM songs"));
    }
}
