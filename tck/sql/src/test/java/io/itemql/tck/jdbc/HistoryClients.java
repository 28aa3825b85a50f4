package io.itemql.tck.jdbc;

import io.itemql.tck.history.BankClient;
import io.itemql.tck.history.BankWorkload;
import io.itemql.tck.history.CounterClient;
import io.itemql.tck.history.ListClient;
import io.itemql.tck.history.Refused;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The clients of histories over JDBC. Each has a connection of its own. */
final class HistoryClients {
    private HistoryClients() {}

    /**
     * Makes the tables of all workloads and the accounts, once.
     *
     * @param banks how many banks there are; an audit shows all transfers of one
     */
    static void createTables(String url, int banks) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE texts (name VARCHAR, PRIMARY KEY (name))");
            statement.execute("CREATE TABLE entries (list VARCHAR, place BIGINT, PRIMARY KEY (list, place))");
            statement.execute("CREATE TABLE accounts (bank BIGINT, id BIGINT, PRIMARY KEY (bank, id))");
            statement.execute("CREATE TABLE transfers (bank BIGINT, name VARCHAR, PRIMARY KEY (bank, name))");
            statement.execute("CREATE TABLE counters (name VARCHAR, PRIMARY KEY (name))");
            statement.execute("INSERT INTO counters (name, n) VALUES ('c', 0)");
            for (int bank = 0; bank < banks; bank++) {
                for (int i = 0; i < BankWorkload.ACCOUNTS; i++) {
                    statement.execute("INSERT INTO accounts (bank, id, balance) VALUES (" + bank + ", " + i + ", "
                            + BankWorkload.OPENING_BALANCE + ")");
                }
            }
        }
    }

    /** What may be refused because of others becomes {@link Refused}; everything else ends the run. */
    private static Refused refused(SQLException e) {
        // A conflict, or a key that somebody else has put there.
        if (e.getSQLState().equals("40001") || e.getSQLState().equals("23505")) {
            return new Refused(e);
        }
        throw new IllegalStateException(e);
    }

    // Public, because they carry out interfaces of the clients.
    @SuppressWarnings("EffectivelyPrivate")
    private abstract static class Client implements AutoCloseable {
        private final Connection connection;

        Client(String url, int isolation, boolean autoCommit) {
            try {
                connection = DriverManager.getConnection(url);
                connection.setTransactionIsolation(isolation);
                connection.setAutoCommit(autoCommit);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        PreparedStatement prepare(String sql) {
            try {
                return connection.prepareStatement(sql);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        public void commit() throws Refused {
            try {
                connection.commit();
            } catch (SQLException e) {
                throw refused(e);
            }
        }

        public void rollback() {
            try {
                connection.rollback();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void close() {
            try {
                if (!connection.getAutoCommit()) {
                    connection.rollback();
                }
                connection.close();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /**
     * Half of the lists are texts in an item each, read by key and written back whole; the others are items of a
     * partition, read by a query and appended to by inserting at the next place.
     */
    static final class Lists extends Client implements ListClient {
        private final PreparedStatement readText = prepare("SELECT list FROM texts WHERE name = ?");
        private final PreparedStatement writeText = prepare("UPSERT INTO texts (name, list) VALUES (?, ?)");
        private final PreparedStatement readEntries =
                prepare("SELECT number FROM entries WHERE list = ? ORDER BY place");
        private final PreparedStatement addEntry =
                prepare("INSERT INTO entries (list, place, number) VALUES (?, ?, ?)");

        Lists(String url, int isolation) {
            super(url, isolation, false);
        }

        private static boolean isText(String key) {
            return (key.charAt(key.length() - 1) & 1) == 0;
        }

        @Override
        public void begin() {
            // ignored: the first statement begins it
        }

        @Override
        public List<Long> read(String key) throws Refused {
            List<Long> values = new ArrayList<>();
            try {
                PreparedStatement read = isText(key) ? readText : readEntries;
                read.setString(1, key);
                try (ResultSet rows = read.executeQuery()) {
                    while (rows.next()) {
                        for (String value : rows.getString(1).split(",", -1)) {
                            values.add(Long.parseLong(value));
                        }
                    }
                }
            } catch (SQLException e) {
                throw refused(e);
            }
            return values;
        }

        @Override
        public void append(String key, long value) throws Refused {
            List<Long> before = read(key);
            try {
                if (isText(key)) {
                    StringBuilder text = new StringBuilder();
                    before.forEach(earlier -> text.append(earlier).append(','));
                    writeText.setString(1, key);
                    writeText.setString(2, text.append(value).toString());
                    writeText.executeUpdate();
                } else {
                    addEntry.setString(1, key);
                    addEntry.setLong(2, before.size());
                    addEntry.setLong(3, value);
                    addEntry.executeUpdate();
                }
            } catch (SQLException e) {
                throw refused(e);
            }
        }
    }

    /** Accounts and transfers as items. */
    static final class Bank extends Client implements BankClient {
        private final int bank;
        private final PreparedStatement read = prepare("SELECT balance FROM accounts WHERE bank = ? AND id = ?");
        private final PreparedStatement write = prepare("UPDATE accounts SET balance = ? WHERE bank = ? AND id = ?");
        private final PreparedStatement note = prepare("INSERT INTO transfers (bank, name) VALUES (?, ?)");
        private final PreparedStatement readAll =
                prepare("SELECT id, balance FROM accounts WHERE bank = ? ORDER BY id");
        private final PreparedStatement readNames = prepare("SELECT name FROM transfers WHERE bank = ?");

        Bank(String url, int isolation, int bank) {
            super(url, isolation, false);
            this.bank = bank;
        }

        private long balance(int account) throws SQLException {
            read.setInt(1, bank);
            read.setInt(2, account);
            try (ResultSet rows = read.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }

        private void setBalance(int account, long balance) throws SQLException {
            write.setLong(1, balance);
            write.setInt(2, bank);
            write.setInt(3, account);
            write.executeUpdate();
        }

        @Override
        public void transfer(String name, int from, int to, long amount) throws Refused {
            try {
                long left = balance(from) - amount;
                if (left < 0) {
                    throw new Refused("overdrawn");
                }
                setBalance(from, left);
                setBalance(to, balance(to) + amount);
                note.setInt(1, bank);
                note.setString(2, name);
                note.executeUpdate();
                commit();
            } catch (SQLException e) {
                rollback();
                throw refused(e);
            } catch (Refused e) {
                rollback();
                throw e;
            }
        }

        @Override
        public State audit() throws Refused {
            List<Long> balances = new ArrayList<>();
            Set<String> names = new HashSet<>();
            try {
                readAll.setInt(1, bank);
                readNames.setInt(1, bank);
                try (ResultSet rows = readAll.executeQuery()) {
                    while (rows.next()) {
                        balances.add(rows.getLong(2));
                    }
                }
                try (ResultSet rows = readNames.executeQuery()) {
                    while (rows.next()) {
                        names.add(rows.getString(1));
                    }
                }
                commit();
            } catch (SQLException e) {
                rollback();
                throw refused(e);
            } catch (Refused e) {
                rollback();
                throw e;
            }
            return new State(balances, names);
        }
    }

    /** A counter that is set by conditional updates outside of transactions. */
    static final class Counter extends Client implements CounterClient {
        private final PreparedStatement read = prepare("SELECT n FROM counters WHERE name = 'c'");
        private final PreparedStatement set = prepare("UPDATE counters SET n = ? WHERE name = 'c' AND n = ?");

        Counter(String url, int isolation) {
            super(url, isolation, true);
        }

        @Override
        public long read() {
            try (ResultSet rows = read.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void set(long before, long after) throws Refused {
            int changed;
            try {
                set.setLong(1, after);
                set.setLong(2, before);
                changed = set.executeUpdate();
            } catch (SQLException e) {
                throw refused(e);
            }
            if (changed == 0) {
                throw new Refused("it is no longer " + before);
            }
        }
    }
}
