package io.itemql.store.mv;

import io.itemql.store.mv.check.JournalEntry;
import io.itemql.store.mv.check.JournalReader;
import java.io.IOException;
import java.util.Map;
import java.util.SortedMap;

/**
 * Whether the journal tells everything that ever happened in a store. It does if it is whole from its beginning on and
 * begins with the first table; that of a backup begins at 0 as well, but behind tables that came from elsewhere.
 */
final class JournalSurvey {
    private static final int FIRST_TABLE = 1;

    /** The bytes of a file. */
    @FunctionalInterface
    interface Source {
        byte[] read(String file) throws IOException;
    }

    private final SortedMap<Long, String> segments;
    private final Source source;
    private boolean begun;
    private boolean whole = true;
    private boolean gap;

    /** @param segments files by their first positions */
    JournalSurvey(SortedMap<Long, String> segments, Source source) {
        this.segments = segments;
        this.source = source;
    }

    /** Asked once; whatever is unreadable behind the last record was of writes that nobody was told of. */
    boolean isWholeUpTo(long savedPosition) throws IOException {
        long position = 0;
        for (Map.Entry<Long, String> segment : segments.entrySet()) {
            gap |= segment.getKey() != position;
            if (gap && begun) {
                return false;
            }
            JournalReader reader = new JournalReader(source.read(segment.getValue()), segment.getKey());
            position = reader.read(0, new Receiver());
        }
        return begun && whole && position >= savedPosition;
    }

    private final class Receiver implements JournalReader.Receiver {
        @Override
        public void record(JournalEntry entry) {
            boolean isFirstTable = entry.kind() == JournalEntry.CREATE_TABLE && entry.table() == FIRST_TABLE;
            whole &= !gap && (begun || isFirstTable);
            begun = true;
        }

        @Override
        public void lost(long from, long to) {
            gap = true;
        }
    }
}
