package io.itemql.sql.copy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** The COPY statements that are running, with how far they are. Thread-safe. */
public final class CopyProgress {
    private final Set<Running> running = ConcurrentHashMap.newKeySet();
    private final AtomicLong numbers = new AtomicLong();

    /** One statement. */
    public static final class Running implements AutoCloseable {
        private final CopyProgress all;
        private final long number;
        private final String statement;
        private final Instant begun = Instant.now();
        private volatile String file;
        private final AtomicLong records = new AtomicLong();
        private final AtomicLong rejected = new AtomicLong();

        Running(CopyProgress all, long number, String statement, String file) {
            this.all = all;
            this.number = number;
            this.statement = statement;
            this.file = file;
        }

        void isAt(String now) {
            file = now;
        }

        void count(long loaded, long refused) {
            records.addAndGet(loaded);
            rejected.addAndGet(refused);
        }

        /** Tells it from others. */
        public long number() {
            return number;
        }

        public String statement() {
            return statement;
        }

        public Instant begun() {
            return begun;
        }

        /** The file that is being read or written. */
        public String file() {
            return file;
        }

        /** How many records are loaded or written. */
        public long records() {
            return records.get();
        }

        public long rejected() {
            return rejected.get();
        }

        @Override
        public void close() {
            all.running.remove(this);
        }
    }

    Running begin(String statement, String file) {
        Running begun = new Running(this, numbers.incrementAndGet(), statement, file);
        running.add(begun);
        return begun;
    }

    /** What is running now. */
    public List<Running> list() {
        return new ArrayList<>(running);
    }
}
