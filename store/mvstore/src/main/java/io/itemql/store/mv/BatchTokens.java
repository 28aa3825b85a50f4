package io.itemql.store.mv;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.store.BatchToken;
import io.itemql.store.mv.journal.NewRecord;
import io.itemql.store.mv.journal.RecordType;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The tokens of the last ten minutes. The record of one is part of the group of the batch that it names, so after a crash
 * both are there or neither; a checkpoint saves those that the journal will not tell of any more. Safe for use by several
 * threads.
 */
final class BatchTokens {
    private static final long LIFE_MILLIS = TimeUnit.MINUTES.toMillis(BatchToken.LIFE_MINUTES);

    private static final class Entry {
        private final long fingerprint;
        private final long bornMillis;
        /** Whether the batch has been carried out. */
        private boolean done;

        private boolean saved;

        Entry(long fingerprint, long bornMillis) {
            this.fingerprint = fingerprint;
            this.bornMillis = bornMillis;
        }

        byte[] toBytes() {
            return ByteBuffer.allocate(2 * Long.BYTES)
                    .putLong(bornMillis)
                    .putLong(fingerprint)
                    .array();
        }
    }

    /** What a checkpoint does with one token: saves its value, or removes it where that is {@code null}. */
    @SuppressWarnings("ArrayRecordComponent")
    record Change(byte[] name, byte[] value) {}

    private final LongSupplier clockMillis;
    /** Oldest first. */
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    private final List<String> unsaved = new ArrayList<>();
    private final List<String> expired = new ArrayList<>();

    BatchTokens() {
        this(System::currentTimeMillis);
    }

    BatchTokens(LongSupplier clockMillis) {
        this.clockMillis = clockMillis;
    }

    /**
     * A batch is about to be carried out.
     *
     * @return false if it was before
     * @throws ItemException with {@link ErrorCode#TOKEN_REUSED} or {@link ErrorCode#TRANSACTION_IN_PROGRESS}
     */
    synchronized boolean begin(BatchToken token) {
        forgetOld();
        Entry known = entries.get(token.name());
        if (known == null) {
            entries.put(token.name(), new Entry(token.fingerprint(), clockMillis.getAsLong()));
            return true;
        }
        if (known.fingerprint != token.fingerprint()) {
            throw new ItemException(ErrorCode.TOKEN_REUSED);
        }
        if (!known.done) {
            throw new ItemException(ErrorCode.TRANSACTION_IN_PROGRESS);
        }
        return false;
    }

    /** The record that a token has in the journal. */
    synchronized NewRecord record(BatchToken token) {
        byte[] value = entries.get(token.name()).toBytes();
        return new NewRecord(RecordType.TOKEN, 0, token.name().getBytes(StandardCharsets.UTF_8), value);
    }

    /** The batch has happened; called where a checkpoint sees both or neither. */
    synchronized void done(BatchToken token) {
        entries.get(token.name()).done = true;
        unsaved.add(token.name());
    }

    /** Forgets a token whose batch did not happen, so that it may be tried again. */
    synchronized void endUnlessDone(BatchToken token) {
        if (!entries.get(token.name()).done) {
            entries.remove(token.name());
        }
    }

    private void forgetOld() {
        long now = clockMillis.getAsLong();
        Iterator<Map.Entry<String, Entry>> oldest = entries.entrySet().iterator();
        while (oldest.hasNext()) {
            Map.Entry<String, Entry> entry = oldest.next();
            if (now - entry.getValue().bornMillis <= LIFE_MILLIS) {
                return;
            }
            if (entry.getValue().done) {
                if (entry.getValue().saved) {
                    expired.add(entry.getKey());
                }
                oldest.remove();
            }
        }
    }

    /** What has to be saved so that the journal is not needed. */
    synchronized List<Change> takeChanges() {
        forgetOld();
        List<Change> changes = new ArrayList<>();
        // The removals first: an expired name may have been taken again.
        for (String name : expired) {
            changes.add(new Change(name.getBytes(StandardCharsets.UTF_8), null));
        }
        for (String name : unsaved) {
            Entry entry = entries.get(name);
            if (entry != null && entry.done) {
                entry.saved = true;
                changes.add(new Change(name.getBytes(StandardCharsets.UTF_8), entry.toBytes()));
            }
        }
        expired.clear();
        unsaved.clear();
        return changes;
    }

    /** A token that a checkpoint has saved, or that the journal tells of; for recovery. */
    synchronized void restore(byte[] name, byte[] value, boolean saved) {
        ByteBuffer bytes = ByteBuffer.wrap(value);
        long born = bytes.getLong();
        Entry entry = new Entry(bytes.getLong(), born);
        entry.done = true;
        entry.saved = saved;
        String text = new String(name, StandardCharsets.UTF_8);
        // Behind those that are older, also if the name was used before.
        Optional<Entry> before = Optional.ofNullable(entries.remove(text));
        entry.saved |= before.isPresent() && before.get().saved;
        entries.put(text, entry);
        if (!saved) {
            unsaved.add(text);
        }
    }

    /** After {@link #restore} of saved ones, which come by name: puts the oldest first. */
    synchronized void sortByAge() {
        List<Map.Entry<String, Entry>> sorted = new ArrayList<>(entries.entrySet());
        sorted.sort((one, other) -> Long.compare(one.getValue().bornMillis, other.getValue().bornMillis));
        entries.clear();
        sorted.forEach(each -> entries.put(each.getKey(), each.getValue()));
    }
}
