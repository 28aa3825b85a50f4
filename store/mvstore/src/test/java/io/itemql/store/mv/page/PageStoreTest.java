package io.itemql.store.mv.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.store.mv.file.FragileDirectory;
import io.itemql.store.mv.file.WatchedDirectory;
import io.itemql.store.mv.file.WatchedDirectory.Operation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** In which order a file of chunks is written, whatever fails and whoever is interrupted. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class PageStoreTest {
    private static final String FILE = "items.mv";
    private static final byte[] COUNTER = {0};
    /** So many bytes that a page holds one such value. */
    private static final int LARGE = 100_000;

    private static final int CHUNKS = 300;

    private final FragileDirectory disk = new FragileDirectory(new Random(1));
    private final WatchedDirectory directory = new WatchedDirectory(disk);
    private final PageStore pages = open(directory);
    private final PageMap map = pages.openMap("items.1");
    private byte count;

    private static PageStore open(WatchedDirectory directory) {
        return PageStore.open(directory, FILE, 1, 4096, () -> {});
    }

    /** Changes one row. */
    private void change() {
        map.put(COUNTER, new byte[] {++count});
    }

    private void fill(int rows) {
        for (int i = 1; i <= rows; i++) {
            map.put(new byte[] {1, (byte) i}, new byte[2000]);
        }
    }

    private void captureAndSave() {
        if (pages.capture()) {
            pages.save();
        }
    }

    private static boolean isSlot(long position) {
        return position < ChunkPointer.SLOTS_BYTES;
    }

    @Test
    void everyChunkIsNamedBeforeTheNextOneIsWritten() {
        captureAndSave();
        List<String> operations = Collections.synchronizedList(new ArrayList<>());
        directory.watch((file, operation, position, length) -> {
            if (file.equals(FILE) && operation != Operation.READ) {
                operations.add(operation == Operation.WRITE ? isSlot(position) ? "slot" : "chunk" : "" + operation);
            }
        });
        // As MVStore does it when it is closed and finds changes of its own.
        for (int i = 0; i < 4; i++) {
            change();
            assertTrue(pages.capture());
        }
        pages.save();
        operations.removeIf("TRUNCATE"::equals);
        assertEquals(
                Collections.nCopies(4, "chunk FORCE slot FORCE"),
                List.of(String.join(" ", operations).split(" (?=chunk)")));
    }

    @Test
    void nothingIsWrittenBehindAFailure() {
        captureAndSave();
        AtomicBoolean failed = new AtomicBoolean();
        List<Operation> later = Collections.synchronizedList(new ArrayList<>());
        directory.watch((file, operation, position, length) -> {
            if (failed.get() && operation != Operation.READ && operation != Operation.CLOSE) {
                later.add(operation);
            } else if (file.equals(FILE) && operation == Operation.WRITE && isSlot(position)) {
                failed.set(true);
                throw new IOException("injected");
            }
        });
        change();
        assertTrue(pages.capture());
        assertEquals(
                ErrorCode.IO_ERROR,
                assertThrows(ItemException.class, pages::save).code());
        change();
        assertEquals(
                ErrorCode.IO_ERROR,
                assertThrows(ItemException.class, this::captureAndSave).code());
        pages.abandon();
        assertEquals(List.of(), later);
        try (PageStore next = open(new WatchedDirectory(disk.afterKill()))) {
            assertEquals(null, next.openMap("items.1").get(COUNTER));
        }
    }

    @Test
    void aHeapThatIsTooSmallIsToldAsSuch() {
        PageStore small = PageStore.open(new FragileDirectory(new Random(1)), FILE, 1, 4096, () -> {
            throw new OutOfMemoryError("planted");
        });
        small.openMap("items.1").put(COUNTER, COUNTER);
        ItemException failure = assertThrows(ItemException.class, () -> {
            small.capture();
            small.save();
        });
        small.abandon();
        assertEquals(ErrorCode.HEAP_EXHAUSTED, failure.code());
        assertTrue(failure.getMessage().contains("planted"), failure.getMessage());
    }

    /** The file does not become shorter until it is allowed to. */
    private CountDownLatch holdTruncation(CountDownLatch reached) {
        CountDownLatch goOn = new CountDownLatch(1);
        directory.watch((file, operation, position, length) -> {
            if (operation == Operation.TRUNCATE) {
                reached.countDown();
                try {
                    goOn.await();
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
            }
        });
        return goOn;
    }

    @Test
    void savedMeansThatNothingIsInFlight() throws IOException, InterruptedException {
        captureAndSave();
        disk.force();
        fill(100);
        captureAndSave();
        for (int i = 1; i <= 100; i++) {
            map.remove(new byte[] {1, (byte) i});
        }
        CountDownLatch reached = new CountDownLatch(1);
        CountDownLatch goOn = holdTruncation(reached);
        AtomicReference<Throwable> failure = new AtomicReference<>();
        AtomicBoolean saved = new AtomicBoolean();
        Thread saver = new Thread(() -> {
            while (reached.getCount() > 0) {
                change();
                captureAndSave();
            }
            saved.set(true);
        });
        saver.setUncaughtExceptionHandler((thread, e) -> failure.set(e));
        saver.start();
        reached.await();
        // MVStore stops waiting when it is interrupted.
        for (int i = 0; i < 50; i++) {
            saver.interrupt();
            Thread.sleep(5);
        }
        assertFalse(saved.get(), "the file is still being cut");
        goOn.countDown();
        saver.join();
        assertEquals(null, failure.get());
        assertTrue(saver.isInterrupted() || saved.get());
        pages.close();
        try (PageStore next = open(new WatchedDirectory(disk.afterPowerLoss()))) {
            assertEquals(count, next.openMap("items.1").get(COUNTER)[0]);
        }
    }

    /** MVStore forgets its chunks when it closes, and would look for each in a table that lies in chunks, for ever. */
    @Test
    void whoReadsWhileTheStoreIsClosedIsTold() {
        // The table of chunks has many pages, and more is stored than is kept in memory.
        for (int i = 0; i < CHUNKS; i++) {
            map.put(new byte[] {2, (byte) (i >> 8), (byte) i}, new byte[LARGE]);
            captureAndSave();
        }
        // Until the table is no longer among what is in memory.
        for (int i = 0; i < 3; i++) {
            assertEquals(CHUNKS, rows());
        }
        AtomicReference<Throwable> failure = new AtomicReference<>();
        directory.watch((file, operation, position, length) -> {
            if (file.equals(FILE) && operation == Operation.CLOSE) {
                failure.set(assertThrows(Throwable.class, this::rows));
            }
        });
        pages.abandon();
        assertEquals(ItemException.class, failure.get().getClass(), () -> failure.get()
                .toString());
        assertEquals(ErrorCode.STORE_CLOSED, ((ItemException) failure.get()).code());
    }

    private int rows() {
        int rows = 0;
        PageCursor cursor = map.cursor(map.root(), COUNTER, false);
        while (cursor.next()) {
            assertEquals(LARGE, cursor.value().length);
            rows++;
        }
        return rows;
    }
}
