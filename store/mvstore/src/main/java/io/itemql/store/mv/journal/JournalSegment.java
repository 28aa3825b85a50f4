package io.itemql.store.mv.journal;

import io.itemql.store.mv.file.StoreDirectory;
import io.itemql.store.mv.file.StoreFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One file of the journal, open for appending. Not thread-safe: guarded by the journal that owns it.
 *
 * <p>The file grows ahead of the records, by zeros: a force that need not change the file's length costs a quarter
 * less. At least one zero is behind the last record, until the segment is closed: that is how the next one who opens
 * the store knows that it was not.
 */
final class JournalSegment implements AutoCloseable {
    /** What a segment is called until it has its header. */
    static final String NEW_FILE = "journal-new";

    private static final int GROWTH_BYTES = 1 << 20;
    /** A group that costs more to write twice than the longer force. */
    private static final int LARGE_GROUP_BYTES = GROWTH_BYTES / 16;

    private static final Pattern NAME = Pattern.compile("journal-([0-9a-f]{16})");

    private final StoreFile file;
    private final String name;
    private final long start;
    private long end;
    private long allocated;

    private JournalSegment(StoreFile file, String name, long start, long end, long allocated) {
        this.file = file;
        this.name = name;
        this.start = start;
        this.end = end;
        this.allocated = allocated;
    }

    static String nameOf(long start) {
        return String.format("journal-%016x", start);
    }

    /** The position at which a segment begins; empty if the name is not a segment's. */
    static Optional<Long> startOf(String name) {
        Matcher matcher = NAME.matcher(name);
        return matcher.matches() ? Optional.of(Long.parseUnsignedLong(matcher.group(1), 16)) : Optional.empty();
    }

    /** Where the segments of a directory begin, in their order. */
    static List<Long> starts(StoreDirectory directory) throws IOException {
        List<Long> starts = new ArrayList<>();
        for (String name : directory.list()) {
            startOf(name).ifPresent(starts::add);
        }
        return starts;
    }

    /** Makes a new segment in one step, so that none is ever without its header, and returns when it is on the disk. */
    static JournalSegment create(StoreDirectory directory, long store, long start) throws IOException {
        try (StoreFile file = directory.open(NEW_FILE)) {
            file.truncate(0);
            file.write(RecordFormat.segmentHeader(store, start), 0);
            file.force();
        }
        directory.rename(NEW_FILE, nameOf(start));
        directory.force();
        return open(directory, start, start);
    }

    /** Opens a segment for appending at a position; whatever is behind it is cut off. */
    static JournalSegment open(StoreDirectory directory, long start, long end) throws IOException {
        String name = nameOf(start);
        StoreFile file = directory.open(name);
        boolean opened = false;
        try {
            long bytes = RecordFormat.SEGMENT_HEADER_BYTES + end - start;
            file.truncate(bytes);
            file.force();
            opened = true;
            return new JournalSegment(file, name, start, end, bytes);
        } finally {
            if (!opened) {
                file.close();
            }
        }
    }

    String name() {
        return name;
    }

    long start() {
        return start;
    }

    /** How many bytes of records it holds. */
    long bytes() {
        return end - start;
    }

    /** Appends records. */
    void write(JournalBuffer buffer) throws IOException {
        if (buffer.start() != end) {
            throw new IllegalStateException("records of position " + buffer.start() + " after " + end);
        }
        long offset = RecordFormat.SEGMENT_HEADER_BYTES + buffer.start() - start;
        long needed = offset + buffer.length();
        if (needed < allocated) {
            file.write(buffer.content(), offset);
        } else if (buffer.length() < LARGE_GROUP_BYTES) {
            allocated = grow(needed);
            file.write(buffer.content(), offset);
        } else {
            allocated = needed + 1;
            file.write(buffer.contentAndZero(), offset);
        }
        end = buffer.end();
    }

    /** Fills the file with zeros from where it ends, or where more is written at once, to behind what is needed. */
    private long grow(long needed) throws IOException {
        long grown = (needed / GROWTH_BYTES + 1) * GROWTH_BYTES;
        file.write(ByteBuffer.allocate((int) (grown - allocated)), allocated);
        return grown;
    }

    void force() throws IOException {
        file.force();
    }

    /** Closes the file without the zeros behind its records. */
    void trimAndClose() throws IOException {
        try (StoreFile closing = file) {
            closing.truncate(RecordFormat.SEGMENT_HEADER_BYTES + end - start);
            closing.force();
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
