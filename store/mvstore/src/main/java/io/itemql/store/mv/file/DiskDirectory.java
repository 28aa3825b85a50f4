package io.itemql.store.mv.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** A directory on disk. */
public final class DiskDirectory implements StoreDirectory {
    private final Path path;
    private final DirectoryLock lock;

    public DiskDirectory(Path path) {
        this.path = path.toAbsolutePath().normalize();
        this.lock = new DirectoryLock(this.path);
    }

    @Override
    public String name() {
        return path.toString();
    }

    @Override
    public List<String> list() throws IOException {
        if (!Files.exists(path)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(path)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> !DirectoryLock.FILES.contains(file))
                    .sorted()
                    .toList();
        }
    }

    @Override
    public void create() throws IOException {
        if (!Files.isDirectory(path)) {
            Files.createDirectories(path);
        }
    }

    @Override
    public StoreFile open(String file) throws IOException {
        return new DiskFile(path.resolve(file));
    }

    @Override
    public void rename(String file, String newName) throws IOException {
        Files.move(
                path.resolve(file),
                path.resolve(newName),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void delete(String file) throws IOException {
        Files.deleteIfExists(path.resolve(file));
    }

    @Override
    public void force() throws IOException {
        if (System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("windows")) {
            // ignored: Windows opens no directory as a file, and its file systems journal directory changes themselves
            return;
        }
        try (FileChannel directory = FileChannel.open(path, StandardOpenOption.READ)) {
            directory.force(true);
        }
    }

    @Override
    public Optional<String> lock() throws IOException {
        return lock.lock();
    }

    @Override
    public void unlock() throws IOException {
        lock.unlock();
    }
}
