package io.itemql.store.mv.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.nio.file.ReadOnlyFileSystemException;
import java.util.List;
import java.util.Optional;

/** A directory whose files can be read and nothing else. Safe for use by several threads. */
public final class ReadOnlyDirectory implements StoreDirectory {
    private final StoreDirectory directory;

    public ReadOnlyDirectory(StoreDirectory directory) {
        this.directory = directory;
    }

    @Override
    public String name() {
        return directory.name();
    }

    @Override
    public List<String> list() throws IOException {
        return directory.list();
    }

    @Override
    public StoreFile open(String file) throws IOException {
        if (!directory.list().contains(file)) {
            throw new NoSuchFileException(name() + "/" + file);
        }
        return new ReadOnlyFile(directory.open(file));
    }

    @Override
    public void create() {
        throw new ReadOnlyFileSystemException();
    }

    @Override
    public void rename(String file, String newName) {
        throw new ReadOnlyFileSystemException();
    }

    @Override
    public void delete(String file) {
        throw new ReadOnlyFileSystemException();
    }

    @Override
    public void force() {
        // ignored: nothing was changed
    }

    @Override
    public Optional<String> lock() throws IOException {
        return directory.lock();
    }

    @Override
    public void unlock() throws IOException {
        directory.unlock();
    }

    private record ReadOnlyFile(StoreFile file) implements StoreFile {
        @Override
        public int read(ByteBuffer target, long position) throws IOException {
            return file.read(target, position);
        }

        @Override
        public void write(ByteBuffer source, long position) {
            throw new ReadOnlyFileSystemException();
        }

        @Override
        public void truncate(long bytes) {
            throw new ReadOnlyFileSystemException();
        }

        @Override
        public void force() {
            // ignored: nothing was changed
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
