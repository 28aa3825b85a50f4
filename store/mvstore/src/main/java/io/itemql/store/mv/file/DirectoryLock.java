package io.itemql.store.mv.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The lock on a directory: the operating system's lock on one file, and a second file that names the holder.
 *
 * <p>Two files, because POSIX drops all locks of a process on a file when the process closes <em>any</em> descriptor of
 * that file. So the holder's process must never open the lock file a second time, not even to read who holds it.
 * Whether this process is the holder is told by the second file, which carries a token that every JVM draws once; a
 * process id would not do, since in containers every process has the same.
 */
final class DirectoryLock {
    private static final String LOCK_FILE = "itemql.lock";
    private static final String HOLDER_FILE = "itemql.holder";

    /** The names of both files. */
    static final Set<String> FILES = Set.of(LOCK_FILE, HOLDER_FILE);

    /** A system property, so that one JVM has one token even where several class loaders have loaded this class. */
    private static final String TOKEN_PROPERTY = "io.itemql.process";

    private final Path lockFile;
    private final Path holderFile;
    private FileChannel channel;

    DirectoryLock(Path directory) {
        lockFile = directory.resolve(LOCK_FILE);
        holderFile = directory.resolve(HOLDER_FILE);
    }

    /** Takes the lock; says who holds it if that fails. */
    Optional<String> lock() throws IOException {
        // Two threads of one JVM must not pass the token's check together.
        synchronized (DirectoryLock.class) {
            List<String> holder = readHolder();
            if (holder.size() > 1 && holder.get(1).equals(token())) {
                return Optional.of("this " + holder.get(0));
            }
            FileChannel opened = openLockFile();
            if (!tryLock(opened)) {
                opened.close();
                return Optional.of(holder.isEmpty() ? "a process that did not say its name" : holder.get(0));
            }
            Files.writeString(
                    holderFile, "process " + ProcessHandle.current().pid() + "\n" + token(), StandardCharsets.UTF_8);
            channel = opened;
            return Optional.empty();
        }
    }

    private FileChannel openLockFile() throws IOException {
        try {
            return FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (FileSystemException e) {
            FileSystemException unwritable = new FileSystemException(
                    lockFile.toString(),
                    null,
                    "a store is opened in a directory that can be written, also for reading alone; copy it to one");
            unwritable.initCause(e);
            throw unwritable;
        }
    }

    private static boolean tryLock(FileChannel opened) throws IOException {
        try {
            return opened.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private List<String> readHolder() throws IOException {
        return Files.exists(holderFile)
                ? Files.readString(holderFile, StandardCharsets.UTF_8).lines().toList()
                : List.of();
    }

    private static String token() {
        Object token = System.getProperties()
                .computeIfAbsent(TOKEN_PROPERTY, name -> UUID.randomUUID().toString());
        return token.toString();
    }

    void unlock() throws IOException {
        synchronized (DirectoryLock.class) {
            if (channel != null) {
                Files.deleteIfExists(holderFile);
                channel.close();
                channel = null;
            }
        }
    }
}
