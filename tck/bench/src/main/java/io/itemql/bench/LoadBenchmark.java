package io.itemql.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** How many items a second go into an empty file store by batches of 500, each batch forced to disk? */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 2)
@Measurement(iterations = 5)
@Fork(value = 2, jvmArgs = "-Xmx4g")
public class LoadBenchmark {
    private static final int ITEMS = 100_000;
    private static final int BATCH_ROWS = 500;

    /** The engines behind JDBC; the raw baseline has no parameter, so it runs once. */
    @State(Scope.Benchmark)
    public static class Peer {
        @Param({"itemqlFile", "sqlite"})
        String engine;
    }

    @Benchmark
    @OperationsPerInvocation(ITEMS)
    public void jdbcBatch(Peer with) throws SQLException {
        try (SqlPeer peer = SqlPeer.open(with.engine)) {
            peer.load(0, ITEMS);
        }
    }

    /** Raw MVStore on file behind a journal that is forced once a batch, as ItemQL's is. */
    @Benchmark
    @OperationsPerInvocation(ITEMS)
    public void rawMvStoreWithJournal() throws IOException {
        Path directory = Files.createTempDirectory("bench");
        try (RawStore store = RawStore.onFile(directory.resolve("raw.mv"));
                FileChannel journal = FileChannel.open(
                        directory.resolve("journal"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            ByteBuffer buffer = ByteBuffer.allocate(BATCH_ROWS * 1024);
            for (int i = 0; i < ITEMS; i++) {
                Reading reading = new Reading(i);
                byte[] key = Reading.rawKey(reading.device(), reading.time());
                byte[] row = reading.rawRow();
                buffer.putInt(key.length).put(key).putInt(row.length).put(row);
                store.put(key, row);
                if ((i + 1) % BATCH_ROWS == 0) {
                    buffer.flip();
                    journal.write(buffer);
                    journal.force(false);
                    buffer.clear();
                }
            }
        }
    }
}
