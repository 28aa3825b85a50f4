package io.itemql.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.locks.ReentrantLock;

/** An engine behind JDBC, a connection a thread, each put a commit. */
final class JdbcPeer implements DurablePeer {
    private final String url;
    private final String put;
    private final String force;
    /** Taken around each put where the engine lets one writer in at a time and others starve; otherwise null. */
    private final ReentrantLock turns;
    /** Keeps the database open. */
    private final Connection owner;

    private JdbcPeer(String url, String put, String force, ReentrantLock turns, Connection owner) {
        this.url = url;
        this.put = put;
        this.force = force;
        this.turns = turns;
        this.owner = owner;
    }

    /**
     * Opens a database and makes the table.
     *
     * @param put replaces a row
     * @param force what is executed after each put; empty for nothing
     * @param turns taken around each put; may be null
     */
    static JdbcPeer open(String url, String put, String force, ReentrantLock turns) throws SQLException {
        Connection owner = DriverManager.getConnection(url);
        try (Statement statement = owner.createStatement()) {
            statement.execute("CREATE TABLE readings (device VARCHAR(40), reading_time BIGINT, city VARCHAR(40),"
                    + " temperature BIGINT, humidity BIGINT, battery BIGINT, status VARCHAR(40), firmware VARCHAR(40),"
                    + " owner VARCHAR(40), payload VARCHAR(400), PRIMARY KEY (device, reading_time))");
        }
        return new JdbcPeer(url, put, force, turns, owner);
    }

    @Override
    public Writer writer() throws SQLException {
        Connection connection = DriverManager.getConnection(url);
        PreparedStatement insert = connection.prepareStatement(put);
        Statement forcing = connection.createStatement();
        return new Writer() {
            @Override
            public void put(int number) throws SQLException {
                Reading reading = new Reading(number);
                insert.setString(1, reading.device());
                insert.setLong(2, reading.time());
                insert.setString(3, reading.city());
                insert.setLong(4, reading.temperature());
                insert.setLong(5, reading.humidity());
                insert.setLong(6, reading.battery());
                insert.setString(7, reading.status());
                insert.setString(8, reading.firmware());
                insert.setString(9, reading.owner());
                insert.setString(10, reading.payload());
                if (turns == null) {
                    execute();
                    return;
                }
                turns.lock();
                try {
                    execute();
                } finally {
                    turns.unlock();
                }
            }

            private void execute() throws SQLException {
                insert.executeUpdate();
                if (!force.isEmpty()) {
                    forcing.execute(force);
                }
            }

            @Override
            public void close() throws SQLException {
                connection.close();
            }
        };
    }

    @Override
    public void close() throws SQLException {
        owner.close();
    }
}
