package io.itemql.store.mv.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/**
 * A directory that tells somebody of every operation on one of its files before it happens. Whoever is told may wait,
 * which makes the operation wait, or throw, which makes it fail.
 */
public final class WatchedDirectory implements StoreDirectory {
    /** What is done to a file. */
    public enum Operation {
        READ,
        WRITE,
        FORCE,
        TRUNCATE,
        CLOSE
    }

    /** Is told. Called on the thread that does the operation. */
    @FunctionalInterface
    public interface Watch {
        /**
         * Before an operation.
         *
         * @param position where it reads or writes, or the length that is left
         * @param length how many bytes it reads or writes
         */
        void before(String file, Operation operation, long position, int length) throws IOException;
    }

    private final StoreDirectory inner;
    private volatile Watch watch = (file, operation, position, length) -> {};

    public WatchedDirectory(StoreDirectory inner) {
        this.inner = inner;
    }

    /** From now on tells this one and nobody else. */
    public void watch(Watch newWatch) {
        watch = newWatch;
    }

    @Override
    public String name() {
        return inner.name();
    }

    @Override
    public List<String> list() throws IOException {
        return inner.list();
    }

    @Override
    public void create() throws IOException {
        inner.create();
    }

    @Override
    public StoreFile open(String file) throws IOException {
        return new WatchedFile(file, inner.open(file));
    }

    @Override
    public void rename(String file, String newName) throws IOException {
        inner.rename(file, newName);
    }

    @Override
    public void delete(String file) throws IOException {
        inner.delete(file);
    }

    @Override
    public void force() throws IOException {
        inner.force();
    }

    @Override
    public Optional<String> lock() throws IOException {
        return inner.lock();
    }

    @Override
    public void unlock() throws IOException {
        inner.unlock();
    }

    private final class WatchedFile implements StoreFile {
        private final String name;
        private final StoreFile file;

        WatchedFile(String name, StoreFile file) {
            this.name = name;
            this.file = file;
        }

        @Override
        public int read(ByteBuffer target, long position) throws IOException {
            watch.before(name, Operation.READ, position, target.remaining());
            return file.read(target, position);
        }

        @Override
        public void write(ByteBuffer source, long position) throws IOException {
            watch.before(name, Operation.WRITE, position, source.remaining());
            file.write(source, position);
        }

        @Override
        public void force() throws IOException {
            watch.before(name, Operation.FORCE, 0, 0);
            file.force();
        }

        @Override
        public void truncate(long bytes) throws IOException {
            watch.before(name, Operation.TRUNCATE, bytes, 0);
            file.truncate(bytes);
        }

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        public void close() throws IOException {
            watch.before(name, Operation.CLOSE, 0, 0);
            file.close();
        }
    }
}
