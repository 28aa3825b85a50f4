package io.itemql.bench;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What does one item by its full key cost, two of ten attributes read, at random over 200,000 items? */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 2, jvmArgs = "-Xmx4g")
public class PointReadBenchmark {
    private static final int ITEMS = 200_000;

    /** One engine behind JDBC, loaded. */
    @State(Scope.Benchmark)
    public static class Peer {
        @Param({"itemql", "itemqlFile", "h2", "hsqldb", "sqlite"})
        String engine;

        private SqlPeer peer;
        private PreparedStatement readOne;
        private Statement adHoc;

        @Setup
        public void open() throws SQLException {
            peer = SqlPeer.open(engine);
            peer.load(0, ITEMS);
            readOne = peer.connection().prepareStatement(SqlPeer.READ_ONE);
            adHoc = peer.connection().createStatement();
        }

        @TearDown
        public void close() throws SQLException {
            peer.close();
        }
    }

    /** The baseline: an MVMap in memory and a hand-written row. */
    @State(Scope.Benchmark)
    public static class Raw {
        private RawStore store;

        @Setup
        public void open() {
            store = RawStore.inMemory();
            store.load(0, ITEMS);
        }

        @TearDown
        public void close() {
            store.close();
        }
    }

    @Benchmark
    public long rawMvStore(Raw raw) {
        Reading reading = random();
        byte[] row = raw.store.get(Reading.rawKey(reading.device(), reading.time()));
        return Reading.rawText(row, 0).length() + Reading.rawNumber(row, 1);
    }

    @Benchmark
    public long prepared(Peer peer) throws SQLException {
        Reading reading = random();
        peer.readOne.setString(1, reading.device());
        peer.readOne.setLong(2, reading.time());
        try (ResultSet rows = peer.readOne.executeQuery()) {
            return sum(rows);
        }
    }

    @Benchmark
    public long newLiteralEachTime(Peer peer) throws SQLException {
        Reading reading = random();
        String sql = "SELECT city, temperature FROM readings WHERE device = '" + reading.device()
                + "' AND reading_time = " + reading.time();
        try (ResultSet rows = peer.adHoc.executeQuery(sql)) {
            return sum(rows);
        }
    }

    private static long sum(ResultSet rows) throws SQLException {
        if (!rows.next()) {
            throw new IllegalStateException("the item is not there");
        }
        return rows.getString(1).length() + rows.getLong(2);
    }

    private static Reading random() {
        return new Reading(ThreadLocalRandom.current().nextInt(ITEMS));
    }
}
