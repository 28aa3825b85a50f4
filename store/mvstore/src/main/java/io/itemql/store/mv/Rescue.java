package io.itemql.store.mv;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.store.mv.file.DiskDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Opens a store that may be damaged, for {@code recover=true}: what can be read goes into a new directory beside it,
 * then the two change names. The damaged one stays as {@code NAME.damaged-1}, whatever happens.
 */
final class Rescue {
    /** The file with the report, in the new store. */
    static final String REPORT = "recovery.txt";

    private final Path path;
    private final Path work;
    private final StoreOptions options;

    Rescue(Path path, StoreOptions options) {
        this.path = path.toAbsolutePath().normalize();
        this.work = beside(".recovering");
        this.options = options;
    }

    private Path beside(String ending) {
        return path.resolveSibling(path.getFileName() + ending);
    }

    /** Refuses to make an empty store where a rescue was interrupted between the two changes of names. */
    void checkNotInterrupted() {
        if (isInterrupted()) {
            throw new ItemException(
                    ErrorCode.STORE_DAMAGED,
                    path,
                    "its recovery was interrupted before " + work + " got its name; open it with recover=true");
        }
    }

    private boolean isInterrupted() {
        return !Files.exists(path) && Files.exists(work.resolve(REPORT));
    }

    /**
     * Opens the store as it is; if that is not possible because of damage, what can be saved of it. All pages are read to
     * know, since opening reads but a few.
     */
    MvItemStore open() {
        try {
            if (isInterrupted()) {
                Files.move(work, path, StandardCopyOption.ATOMIC_MOVE);
            }
            if (!hasLostItsHeader() && canReadPages()) {
                try {
                    return Recovery.open(new DiskDirectory(path), options);
                } catch (ItemException e) {
                    if (e.code() != ErrorCode.STORE_DAMAGED) {
                        throw e;
                    }
                }
            }
            SalvageReport report = salvage();
            Files.move(path, damagedPath(), StandardCopyOption.ATOMIC_MOVE);
            Files.move(work, path, StandardCopyOption.ATOMIC_MOVE);
            MvItemStore store = Recovery.open(new DiskDirectory(path), options);
            store.setRecovery(report.rows());
            store.addNotice(
                    "The store was damaged. What could be saved of it is open now; system.recovery tells what, and what"
                            + " was lost");
            return store;
        } catch (IOException e) {
            throw ItemException.ofIo(e, path);
        }
    }

    /** Otherwise such files are taken for those of a store that was not made to the end, and made anew. */
    private boolean hasLostItsHeader() {
        return Files.exists(path.resolve(Recovery.PAGES))
                && !Files.exists(path.resolve(StoreHeader.FILE))
                && !Files.exists(path.resolve(StoreHeader.NEW_FILE));
    }

    private boolean canReadPages() throws IOException {
        if (!Files.exists(path.resolve(Recovery.PAGES))) {
            // A new store, or opening tells what is missing.
            return true;
        }
        DiskDirectory directory = locked();
        try {
            return Salvage.canReadPages(directory);
        } finally {
            directory.unlock();
        }
    }

    private DiskDirectory locked() throws IOException {
        DiskDirectory directory = new DiskDirectory(path);
        Optional<String> holder = directory.lock();
        if (holder.isPresent()) {
            throw new ItemException(ErrorCode.STORE_IN_USE, path, holder.get());
        }
        return directory;
    }

    private SalvageReport salvage() throws IOException {
        DiskDirectory damaged = locked();
        try {
            clearWork();
            SalvageReport report = Salvage.run(damaged, new DiskDirectory(work), options);
            Files.writeString(
                    work.resolve(REPORT), report.text(), StandardOpenOption.CREATE_NEW, StandardOpenOption.SYNC);
            new DiskDirectory(work).force();
            return report;
        } finally {
            damaged.unlock();
        }
    }

    /** Takes away what an earlier attempt has left, which is a part of what this one saves. */
    private void clearWork() throws IOException {
        if (!Files.exists(work)) {
            return;
        }
        List<Path> files;
        try (Stream<Path> left = Files.list(work)) {
            files = left.toList();
        }
        for (Path file : files) {
            Files.delete(file);
        }
        Files.delete(work);
    }

    private Path damagedPath() {
        for (int number = 1; ; number++) {
            Path free = beside(".damaged-" + number);
            if (!Files.exists(free)) {
                return free;
            }
        }
    }
}
