package io.itemql.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * An engine on file that has an item on the disk when {@link Writer#put} returns. Each thread has a writer of its own.
 *
 * <p>{@code itemql} is the store below SQL, {@code itemqlJdbc} the driver, {@code h2} H2 with CHECKPOINT SYNC after each
 * commit, since a commit of H2 forces nothing by itself. {@code sqlite} lets one writer in at a time; its own way of making
 * the others wait is to sleep and try again, so they take turns at a lock before. {@code itemqlOs}, {@code itemqlMemory} and {@code rawMvStore} force
 * nothing; they are there to compare how writers get out of each other's way.
 */
interface DurablePeer extends AutoCloseable {
    /** One thread's way to the engine. */
    interface Writer extends AutoCloseable {
        /** Puts item number {@code number} in the place of what is there. */
        void put(int number) throws Exception;

        @Override
        void close() throws SQLException;
    }

    Writer writer() throws Exception;

    @Override
    void close() throws SQLException;

    /** Opens an engine, empty, in a new directory. */
    static DurablePeer open(String engine) throws IOException, SQLException, ReflectiveOperationException {
        Path directory = Files.createTempDirectory("bench");
        return switch (engine) {
            case "itemql" -> StorePeer.onFile(directory, "sync");
            case "itemqlOs" -> StorePeer.onFile(directory, "os");
            case "itemqlMemory" -> StorePeer.inMemory();
            case "itemqlJdbc" ->
                JdbcPeer.open(
                        "jdbc:itemql:file:" + directory.resolve("items"),
                        "UPSERT INTO readings (device, reading_time, city, temperature, humidity, battery, status,"
                                + " firmware, owner, payload) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                        "",
                        null);
            case "sqlite" ->
                JdbcPeer.open(
                        "jdbc:sqlite:" + directory.resolve("data.db")
                                + "?journal_mode=WAL&synchronous=FULL&busy_timeout=60000",
                        "INSERT OR REPLACE INTO readings VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                        "",
                        new ReentrantLock(true));
            case "h2" ->
                JdbcPeer.open(
                        "jdbc:h2:file:" + directory.resolve("h2"),
                        "MERGE INTO readings VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                        "CHECKPOINT SYNC",
                        null);
            case "rocksDb" -> new RocksPeer(directory);
            case "rawMvStore" -> new RawPeer(RawStore.onFile(directory.resolve("raw.mv")));
            default -> throw new IllegalArgumentException("Unknown engine " + engine);
        };
    }

    /** Raw MVStore. */
    record RawPeer(RawStore store) implements DurablePeer {
        @Override
        public Writer writer() {
            return new Writer() {
                @Override
                public void put(int number) {
                    Reading reading = new Reading(number);
                    store.put(Reading.rawKey(reading.device(), reading.time()), reading.rawRow());
                }

                @Override
                public void close() {
                    // ignored: the store is everybody's
                }
            };
        }

        @Override
        public void close() {
            store.close();
        }
    }
}
