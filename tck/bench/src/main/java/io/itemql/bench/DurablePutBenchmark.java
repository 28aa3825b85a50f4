package io.itemql.bench;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How many single puts a second are acknowledged, each on the disk by then? {@code -t} says by how many threads;
 * {@link DurablePuts} runs it for 1, 8 and 32 and counts the forces.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 3, time = 2)
@Fork(value = 1, jvmArgs = "-Xmx4g")
public class DurablePutBenchmark {
    static final int ITEMS = 1_000_000;

    /** The engine of a run. */
    @State(Scope.Benchmark)
    public static class Engine {
        @Param({"itemql", "itemqlJdbc", "rocksDb", "sqlite", "h2"})
        String engine;

        private DurablePeer peer;

        @Setup(Level.Trial)
        public void open() throws Exception {
            peer = DurablePeer.open(engine);
        }

        @TearDown(Level.Trial)
        public void close() throws Exception {
            peer.close();
        }
    }

    /** A thread of a run. */
    @State(Scope.Thread)
    public static class Client {
        private DurablePeer.Writer writer;

        @Setup(Level.Trial)
        public void open(Engine engine) throws Exception {
            writer = engine.peer.writer();
        }

        @TearDown(Level.Trial)
        public void close() throws Exception {
            writer.close();
        }
    }

    @Benchmark
    public void put(Engine engine, Client client) throws Exception {
        client.writer.put(ThreadLocalRandom.current().nextInt(ITEMS));
    }
}
