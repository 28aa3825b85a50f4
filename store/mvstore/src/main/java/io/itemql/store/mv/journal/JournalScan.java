package io.itemql.store.mv.journal;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.store.mv.file.StoreDirectory;
import io.itemql.store.mv.file.StoreFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Consumer;

/**
 * Reads a journal from a position to its end.
 *
 * <p>Where a record is bad, the journal either ends there, because the machine died while the record was written, or it
 * is damaged, because the record was complete once. Every record says up to where the journal was on the disk before
 * the record was made. So if a later record is intact and says so of the bad one, that one was complete: the store is
 * refused. Otherwise nobody was ever told that the bad record is there, and it is cut off; if it is part of a group,
 * the whole group is.
 */
public final class JournalScan {
    /**
     * Where a journal ends.
     *
     * @param segmentStart where its last segment begins
     * @param position behind the last good record
     * @param isTrimmed whether the last segment ends there too, as it does when the journal was closed
     * @param tornBytes how many bytes were written behind the last good record
     */
    public record End(long segmentStart, long position, boolean isTrimmed, long tornBytes) {}

    private static final long NO_POSITION = -1;
    private static final int PART_BYTES = 1 << 16;

    private final StoreDirectory directory;
    private final long store;

    /** @param store the number that the segments must carry */
    public JournalScan(StoreDirectory directory, long store) {
        this.directory = directory;
        this.store = store;
    }

    /**
     * Gives every record behind a position to the receiver, in order.
     *
     * @param from the end of some record, or 0
     * @throws ItemException with {@link ErrorCode#STORE_DAMAGED}
     */
    public End read(long from, Consumer<JournalRecord> receiver) throws IOException {
        List<Long> starts = JournalSegment.starts(directory);
        int first = starts.size() - 1;
        while (first >= 0 && starts.get(first) > from) {
            first--;
        }
        if (first < 0) {
            throw damaged("the journal does not reach back to position " + from);
        }
        long position = from;
        for (int i = first; i < starts.size(); i++) {
            long start = starts.get(i);
            if (position != start && i > first) {
                throw damaged(JournalSegment.nameOf(starts.get(i - 1)) + " ends at position " + position
                        + " and the next segment begins at " + start);
            }
            try (StoreFile file = directory.open(JournalSegment.nameOf(start))) {
                position = readSegment(file, start, position, receiver);
            }
        }
        return endOf(starts.get(starts.size() - 1), position);
    }

    private End endOf(long start, long position) throws IOException {
        try (StoreFile file = directory.open(JournalSegment.nameOf(start))) {
            long offset = RecordFormat.SEGMENT_HEADER_BYTES + position - start;
            long size = file.size();
            ByteBuffer part = ByteBuffer.allocate(PART_BYTES);
            long torn = 0;
            for (long from = offset; from < size; from += PART_BYTES) {
                part.clear().limit((int) Math.min(PART_BYTES, size - from));
                file.read(part, from);
                for (int at = part.position() - 1; at >= 0; at--) {
                    if (part.get(at) != 0) {
                        torn = from + at + 1 - offset;
                        break;
                    }
                }
            }
            return new End(start, position, size <= offset, torn);
        }
    }

    private long readSegment(StoreFile file, long start, long from, Consumer<JournalRecord> receiver)
            throws IOException {
        String name = JournalSegment.nameOf(start);
        // What is done again now must not be lost by a power loss after it was saved.
        file.force();
        ByteBuffer header = ByteBuffer.allocate(RecordFormat.SEGMENT_HEADER_BYTES);
        file.read(header, 0);
        if (!RecordFormat.isSegmentHeader(header.flip(), store, start)) {
            throw damaged(name + " has a header that is not its own");
        }
        SegmentWindow window = new SegmentWindow(file, start);
        if (window.offsetOf(from) > file.size()) {
            throw damaged(name + " ends before position " + from);
        }
        long position = from;
        long bad = from;
        while (window.holdsRecord(position)) {
            JournalRecord record = recordAt(window, position, name);
            if (record.type() == RecordType.GROUP) {
                bad = endOfIntact(window, record, name);
                if (bad != NO_POSITION) {
                    break;
                }
            } else {
                receiver.accept(record);
            }
            position = record.end();
            bad = position;
        }
        long witness = window.findWitness(bad);
        if (witness >= 0) {
            throw damaged(name + ": the record at position " + bad + " (byte " + window.offsetOf(bad)
                    + ") fails its checksum, though the one at position " + witness + " proves that it was complete");
        }
        return position;
    }

    private JournalRecord recordAt(SegmentWindow window, long position, String name) {
        JournalRecord record = window.record(position);
        if (record == null) {
            throw damaged(name + " holds a record of an unknown kind at position " + position);
        }
        return record;
    }

    /**
     * Looks through the records of a group before the first of them is given away.
     *
     * @return where the first bad record is; {@link #NO_POSITION} if the group is whole
     */
    private long endOfIntact(SegmentWindow window, JournalRecord group, String name) throws IOException {
        int records = RecordFormat.groupRecords(group.value());
        if (records < 1) {
            throw damaged(name + " holds a group of no records before position " + group.end());
        }
        long position = group.end();
        for (int i = 0; i < records; i++) {
            if (!window.holdsRecord(position)) {
                return position;
            }
            position = recordAt(window, position, name).end();
        }
        return NO_POSITION;
    }

    private ItemException damaged(String what) {
        return new ItemException(ErrorCode.STORE_DAMAGED, directory.name(), what);
    }
}
