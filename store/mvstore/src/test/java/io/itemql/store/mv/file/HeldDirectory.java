package io.itemql.store.mv.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** A directory whose forces of the journal can be made to wait. */
public final class HeldDirectory implements StoreDirectory {
    private final StoreDirectory inner;
    private volatile CountDownLatch held = new CountDownLatch(0);

    public HeldDirectory(StoreDirectory inner) {
        this.inner = inner;
    }

    /** From now on forces of the journal wait. */
    public void hold() {
        held = new CountDownLatch(1);
    }

    /** Lets all of them go on. */
    public void release() {
        held.countDown();
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
        StoreFile opened = inner.open(file);
        return file.startsWith("journal") ? new HeldFile(opened) : opened;
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

    private final class HeldFile implements StoreFile {
        private final StoreFile file;

        HeldFile(StoreFile file) {
            this.file = file;
        }

        @Override
        public int read(ByteBuffer target, long position) throws IOException {
            return file.read(target, position);
        }

        @Override
        public void write(ByteBuffer source, long position) throws IOException {
            file.write(source, position);
        }

        @Override
        public void force() throws IOException {
            try {
                held.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            file.force();
        }

        @Override
        public void truncate(long bytes) throws IOException {
            file.truncate(bytes);
        }

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
