package io.itemql.store.mv.journal;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.Item;
import io.itemql.store.mv.file.StoreDirectory;
import io.itemql.store.system.SystemTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The journal, open for appending. Safe for use by several threads.
 *
 * <p>{@link #append} only puts a record into memory and gives it its position; {@link #await} returns when the journal
 * is as durable up to a position as the store promises. Of all threads that wait, the first writes and forces what
 * everybody has appended so far, and then wakes the others: one force for many writes. While it runs, the next
 * {@link ForceGroup} gathers.
 *
 * <p>After an I/O error nothing can be appended any more. A force that failed may have lost pages which the operating
 * system no longer counts as dirty, so a second force that succeeds would prove nothing.
 */
public final class Journal implements WriteLog, AutoCloseable {
    /** Records that wait for a writer are written, but not forced, when there are as many bytes of them. */
    private static final int PENDING_BYTES_MAX = 4 << 20;

    private final StoreDirectory directory;
    private final long store;
    private final Durability durability;
    private final long segmentBytesMax;

    /** Guards the segment and the order of writes; whoever holds it is the one that writes. */
    private final ReentrantLock writing = new ReentrantLock();

    private final Object appending = new Object();
    private JournalBuffer pending = new JournalBuffer();
    private JournalBuffer spare = new JournalBuffer();
    private JournalSegment segment;

    /** Who waits for the next force. */
    private volatile ForceGroup gathering = new ForceGroup();

    private volatile long appended;
    private volatile long written;
    private volatile long forced;
    private volatile ItemException failure;
    private final ForceFigures forces = new ForceFigures();

    private Journal(
            StoreDirectory directory,
            long store,
            Durability durability,
            long segmentBytesMax,
            JournalSegment segment,
            long end) {
        this.directory = directory;
        this.store = store;
        this.durability = durability;
        this.segmentBytesMax = segmentBytesMax;
        this.segment = segment;
        this.appended = end;
        this.written = end;
        this.forced = end;
        pending.reset(end);
    }

    /**
     * Begins the journal of a new store at position 0.
     *
     * @param store a number that tells this store's segments from others'
     * @param segmentBytesMax when the next segment begins
     */
    public static Journal create(StoreDirectory directory, long store, Durability durability, long segmentBytesMax)
            throws IOException {
        JournalSegment segment = JournalSegment.create(directory, store, 0);
        return new Journal(directory, store, durability, segmentBytesMax, segment, 0);
    }

    /** Goes on behind the last record that a scan has found; a torn end is cut off. */
    public static Journal open(
            StoreDirectory directory, long store, Durability durability, long segmentBytesMax, JournalScan.End end)
            throws IOException {
        JournalSegment segment = JournalSegment.open(directory, end.segmentStart(), end.position());
        return new Journal(directory, store, durability, segmentBytesMax, segment, end.position());
    }

    /** Whether a file of this name is part of a journal or of a beginning one. */
    public static boolean isSegment(String file) {
        return file.equals(JournalSegment.NEW_FILE)
                || JournalSegment.startOf(file).isPresent();
    }

    /** The position at which the segment in a file begins; empty if the file is none. */
    public static Optional<Long> segmentStart(String file) {
        return JournalSegment.startOf(file);
    }

    @Override
    public long append(RecordType type, int table, byte[] key, byte[] value) {
        synchronized (appending) {
            checkUsable();
            long end = pending.add(forced, type, table, key, value);
            appended = end;
            return end;
        }
    }

    @Override
    public long appendGroup(List<NewRecord> records) {
        synchronized (appending) {
            checkUsable();
            long end = pending.addGroup(forced, records);
            appended = end;
            return end;
        }
    }

    @Override
    public long position() {
        return appended;
    }

    @Override
    public void await(long position) {
        switch (durability) {
            case SYNC -> force(position);
            case OS -> {
                if (written < position) {
                    write(position);
                }
            }
        }
    }

    /** Returns when the journal up to a position is on the disk, whatever the durability. */
    public void force(long position) {
        while (forced < position) {
            checkUsable();
            ForceGroup group = gathering;
            ForceGroup.Member self = new ForceGroup.Member(position);
            switch (group.join(self)) {
                case LEADER -> lead(group);
                case FOLLOWER -> self.sleep();
                case NONE -> Thread.onSpinWait();
            }
        }
    }

    /** Waits for the force that is going on, then forces for the whole group. */
    private void lead(ForceGroup group) {
        writing.lock();
        try {
            gathering = new ForceGroup();
            long position = group.close();
            checkUsable();
            if (forced < position) {
                writePending();
                long begin = System.nanoTime();
                segment.force();
                forces.count(System.nanoTime() - begin);
                forced = written;
            }
        } catch (IOException e) {
            throw failed(e);
        } finally {
            // The leader of the next group first: it has the longer way to go.
            writing.unlock();
            group.release();
        }
    }

    private ItemException failed(IOException e) {
        ItemException cause = ItemException.ofIo(e, segment.name());
        failure = cause;
        return cause;
    }

    @Override
    public void relieve() {
        if (appended - written > PENDING_BYTES_MAX) {
            write(appended);
        }
    }

    /** Hands the journal up to a position to the operating system. */
    private void write(long position) {
        writing.lock();
        try {
            checkUsable();
            if (written < position) {
                writePending();
            }
        } catch (IOException e) {
            throw failed(e);
        } finally {
            writing.unlock();
        }
    }

    private void writePending() throws IOException {
        JournalBuffer full;
        synchronized (appending) {
            full = pending;
            spare.reset(full.end());
            pending = spare;
            spare = full;
        }
        if (full.isEmpty()) {
            return;
        }
        if (segment.bytes() >= segmentBytesMax) {
            // Only the last segment may have an end that is not on the disk: the scan relies on it.
            segment.trimAndClose();
            forced = full.start();
            segment = JournalSegment.create(directory, store, full.start());
        }
        segment.write(full);
        written = full.end();
    }

    /**
     * Deletes the segments that end at or before a position.
     *
     * @param position up to where the store's own files are complete and on the disk
     */
    public void trim(long position) {
        try {
            List<Long> starts = JournalSegment.starts(directory);
            for (int i = 0; i + 1 < starts.size() && starts.get(i + 1) <= position; i++) {
                directory.delete(JournalSegment.nameOf(starts.get(i)));
            }
        } catch (IOException e) {
            throw ItemException.ofIo(e, directory.name());
        }
    }

    /** Rows for {@link SystemTable#METRICS}. */
    public List<Item> metrics() {
        List<Item> rows = new ArrayList<>();
        rows.add(SystemTable.metric(
                "journal.bytes", appended, "bytes", "records ever appended, the position of the journal"));
        rows.add(
                SystemTable.metric("journal.unforcedBytes", appended - forced, "bytes", "records not on the disk yet"));
        rows.addAll(forces.metrics());
        return rows;
    }

    /**
     * Rows for {@link SystemTable#JOURNAL}.
     *
     * @param savedPosition what lies before is in the store's own files
     */
    public List<Item> segmentFacts(long savedPosition) {
        List<Item> rows = new ArrayList<>();
        writing.lock();
        try {
            List<Long> starts = JournalSegment.starts(directory);
            for (int i = 0; i < starts.size(); i++) {
                long end = i + 1 < starts.size() ? starts.get(i + 1) : written;
                String name = JournalSegment.nameOf(starts.get(i));
                rows.add(SystemTable.JOURNAL.row(starts.get(i), end, name, end - starts.get(i), end > savedPosition));
            }
        } catch (IOException e) {
            throw ItemException.ofIo(e, directory.name());
        } finally {
            writing.unlock();
        }
        return rows;
    }

    /** Whether nothing can be appended any more. */
    public boolean hasFailed() {
        return failure != null;
    }

    /** Whether it has failed and holds records that could not be made durable, whose writes are refused. */
    public boolean hasLostRecords() {
        return failure != null && appended > (durability == Durability.SYNC ? forced : written);
    }

    private void checkUsable() {
        ItemException cause = failure;
        if (cause != null) {
            throw ItemException.causedBy(
                    cause,
                    ErrorCode.IO_ERROR,
                    directory.name(),
                    "the journal has failed before, so the store takes no more writes; " + cause.getMessage());
        }
    }

    /** Makes everything durable and closes the files. */
    @Override
    public void close() {
        if (failure == null) {
            force(appended);
        }
        closeFile(failure == null);
    }

    /** Closes the files as they are. */
    public void abandon() {
        closeFile(false);
    }

    private void closeFile(boolean trim) {
        writing.lock();
        try {
            if (trim) {
                segment.trimAndClose();
            } else {
                segment.close();
            }
        } catch (IOException e) {
            throw ItemException.ofIo(e, segment.name());
        } finally {
            writing.unlock();
        }
    }
}
