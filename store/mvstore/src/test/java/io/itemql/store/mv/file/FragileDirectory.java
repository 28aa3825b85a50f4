package io.itemql.store.mv.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/**
 * A directory in memory that knows what a disk would have kept. Every change of a file or of the directory is an
 * operation; one of them can be made to fail, and from there on all others too, or only that one, or only those that
 * need space.
 *
 * <p>{@link #afterKill} gives what the next process finds: everything that was written. {@link #afterPowerLoss} gives
 * what the next boot finds: everything that was forced, and what a {@link Loss} leaves of the rest.
 */
public final class FragileDirectory implements StoreDirectory {
    private static final int SECTOR_BYTES = 512;

    /** What a loss of power does to what was not forced. */
    public enum Loss {
        /** All of it is gone. */
        DROPPED,
        /** All of it is there but the end of what was written last to a file. */
        LAST_TORN,
        /** Some sectors of some writes are there, whatever was written first. */
        REORDERED
    }

    /** What fails from the chosen operation on. */
    public enum Failure {
        EVERYTHING,
        /** The chosen operation alone. */
        ONCE,
        /** Whatever makes a file longer or makes a new one, as on a full disk. */
        SPACE
    }

    /** A change of a file that is not forced yet: a write, or a truncation if there are no bytes. */
    private static final class Pending {
        private final long position;
        private final byte[] bytes;

        Pending(long position, byte[] bytes) {
            this.position = position;
            this.bytes = bytes;
        }
    }

    /** A change of the directory that is not forced yet. */
    private record Renaming(String from, String to, Content created) {}

    private static final class Content {
        private byte[] seen = {};
        private byte[] kept = {};
        private final List<Pending> pending = new ArrayList<>();
    }

    private final Map<String, Content> seen = new TreeMap<>();
    private final Map<String, Content> kept = new TreeMap<>();
    private final List<Renaming> pending = new ArrayList<>();
    private final Random random;
    private long operations;
    private long failAt = Long.MAX_VALUE;
    private Failure failure = Failure.EVERYTHING;
    private long reads;
    private long failReadAt = Long.MAX_VALUE;
    private boolean locked;

    public FragileDirectory(Random random) {
        this.random = random;
    }

    /** Makes the n-th operation from now on fail, counted from 1, and all after it unless {@code once}. */
    public synchronized void failAt(long n, boolean once) {
        failAt(n, once ? Failure.ONCE : Failure.EVERYTHING);
    }

    /**
     * Makes the n-th operation from now on fail, counted from 1, or the first behind it that is of the kind that fails.
     */
    public synchronized void failAt(long n, Failure newFailure) {
        operations = 0;
        failAt = n;
        failure = newFailure;
    }

    /** Makes the n-th read from now on fail, counted from 1, and only that one. */
    public synchronized void failReadAt(long n) {
        reads = 0;
        failReadAt = n;
    }

    /** Whether the read that was to fail has failed. */
    public synchronized boolean hasFailedToRead() {
        return reads >= failReadAt;
    }

    /** The contents of all files by name, as they can be read now. */
    public synchronized Map<String, byte[]> files() {
        Map<String, byte[]> files = new TreeMap<>();
        seen.forEach((name, content) -> files.put(name, content.seen.clone()));
        return files;
    }

    /** How many operations there were since the last {@link #failAt}. */
    public synchronized long operations() {
        return operations;
    }

    /** Whether the operation that was to fail has failed. */
    public synchronized boolean hasFailed() {
        return operations >= failAt;
    }

    private boolean fails(boolean needsSpace) {
        operations++;
        return switch (failure) {
            case EVERYTHING -> operations >= failAt;
            case ONCE -> operations == failAt;
            case SPACE -> operations >= failAt && needsSpace;
        };
    }

    private void checkOperation(boolean needsSpace) throws IOException {
        if (fails(needsSpace)) {
            throw new IOException("injected at operation " + operations);
        }
    }

    /** What the next process finds after this one was killed. */
    public synchronized FragileDirectory afterKill() {
        FragileDirectory next = new FragileDirectory(random);
        seen.forEach((name, content) -> {
            Content copy = new Content();
            copy.seen = content.seen.clone();
            copy.kept = content.seen.clone();
            next.seen.put(name, copy);
            next.kept.put(name, copy);
        });
        return next;
    }

    /** What the next boot finds after the power went, with {@link Loss#REORDERED}. */
    public FragileDirectory afterPowerLoss() {
        return afterPowerLoss(Loss.REORDERED);
    }

    /** What the next boot finds after the power went. */
    public synchronized FragileDirectory afterPowerLoss(Loss loss) {
        Map<String, Content> names = new TreeMap<>(kept);
        int done =
                switch (loss) {
                    case DROPPED -> 0;
                    case LAST_TORN -> pending.size();
                    case REORDERED -> random.nextInt(pending.size() + 1);
                };
        for (Renaming change : pending.subList(0, done)) {
            apply(change, names);
        }
        FragileDirectory next = new FragileDirectory(random);
        names.forEach((name, content) -> {
            Content copy = new Content();
            copy.seen = content.kept.clone();
            switch (loss) {
                case DROPPED -> {
                    // What was forced is all there is.
                }
                case LAST_TORN -> applyAllButTheEnd(content.pending, copy);
                case REORDERED -> content.pending.forEach(change -> applySome(change, copy));
            }
            copy.kept = copy.seen.clone();
            next.seen.put(name, copy);
            next.kept.put(name, copy);
        });
        return next;
    }

    private void applyAllButTheEnd(List<Pending> changes, Content content) {
        for (int i = 0; i < changes.size(); i++) {
            Pending change = changes.get(i);
            boolean torn = i == changes.size() - 1;
            if (change.bytes != null) {
                int length = torn ? random.nextInt(change.bytes.length + 1) : change.bytes.length;
                content.seen = written(content.seen, change.position, Arrays.copyOf(change.bytes, length));
            } else if (!torn) {
                content.seen = truncated(content.seen, change.position);
            }
        }
    }

    private void applySome(Pending change, Content content) {
        if (change.bytes == null) {
            if (random.nextBoolean()) {
                content.seen = truncated(content.seen, change.position);
            }
            return;
        }
        int luck = random.nextInt(4);
        for (int at = 0; at < change.bytes.length; at += SECTOR_BYTES) {
            // All, none, or every sector for itself.
            if (luck == 0 || (luck > 1 && random.nextBoolean())) {
                byte[] sector = Arrays.copyOfRange(change.bytes, at, Math.min(change.bytes.length, at + SECTOR_BYTES));
                content.seen = written(content.seen, change.position + at, sector);
            }
        }
    }

    private static void apply(Renaming change, Map<String, Content> names) {
        if (change.created != null) {
            names.put(change.to, change.created);
            return;
        }
        Content moved = names.remove(change.from);
        if (change.to != null && moved != null) {
            names.put(change.to, moved);
        }
    }

    private static byte[] truncated(byte[] bytes, long length) {
        return bytes.length <= length ? bytes : Arrays.copyOf(bytes, (int) length);
    }

    private static byte[] written(byte[] bytes, long position, byte[] change) {
        int end = (int) position + change.length;
        byte[] result = end > bytes.length ? Arrays.copyOf(bytes, end) : bytes.clone();
        System.arraycopy(change, 0, result, (int) position, change.length);
        return result;
    }

    /** Turns one bit of a file around. */
    public synchronized void flipBit(String file, long bit) {
        Content content = seen.get(file);
        byte[] bytes = content.seen.clone();
        bytes[(int) (bit / 8)] ^= (byte) (1 << bit % 8);
        content.seen = bytes;
    }

    /** The length of a file. */
    public synchronized long length(String file) {
        return seen.get(file).seen.length;
    }

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public synchronized List<String> list() {
        return List.copyOf(seen.keySet());
    }

    @Override
    public void create() {
        // ignored: it is there
    }

    @Override
    public synchronized StoreFile open(String file) throws IOException {
        Content content = seen.get(file);
        if (content == null) {
            checkOperation(true);
            content = new Content();
            change(new Renaming(null, file, content));
        }
        return new FragileFile(content);
    }

    private void change(Renaming change) {
        apply(change, seen);
        pending.add(change);
    }

    @Override
    public synchronized void rename(String file, String newName) throws IOException {
        checkOperation(false);
        change(new Renaming(file, newName, null));
    }

    @Override
    public synchronized void delete(String file) throws IOException {
        if (seen.containsKey(file)) {
            checkOperation(false);
            change(new Renaming(file, null, null));
        }
    }

    @Override
    public synchronized void force() throws IOException {
        checkOperation(false);
        pending.forEach(change -> apply(change, kept));
        pending.clear();
    }

    @Override
    public synchronized Optional<String> lock() {
        if (locked) {
            return Optional.of("this process");
        }
        locked = true;
        return Optional.empty();
    }

    @Override
    public synchronized void unlock() {
        locked = false;
    }

    private final class FragileFile implements StoreFile {
        private final Content content;

        FragileFile(Content content) {
            this.content = content;
        }

        @Override
        public int read(ByteBuffer target, long position) throws IOException {
            synchronized (FragileDirectory.this) {
                if (++reads == failReadAt) {
                    throw new IOException("injected at read " + reads);
                }
                int count = (int) Math.min(target.remaining(), Math.max(0, content.seen.length - position));
                target.put(content.seen, (int) Math.min(position, content.seen.length), count);
                return count;
            }
        }

        @Override
        public void write(ByteBuffer source, long position) throws IOException {
            synchronized (FragileDirectory.this) {
                byte[] bytes = new byte[source.remaining()];
                source.get(bytes);
                boolean fails = fails(position + bytes.length > content.seen.length);
                if (fails) {
                    bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
                }
                grow(position + bytes.length);
                System.arraycopy(bytes, 0, content.seen, (int) position, bytes.length);
                content.pending.add(new Pending(position, bytes));
                if (fails) {
                    throw new IOException("injected at operation " + operations);
                }
            }
        }

        private void grow(long length) {
            if (length > content.seen.length) {
                content.seen = Arrays.copyOf(content.seen, (int) length);
            }
        }

        @Override
        public void force() throws IOException {
            synchronized (FragileDirectory.this) {
                checkOperation(false);
                content.kept = content.seen.clone();
                content.pending.clear();
            }
        }

        @Override
        public void truncate(long bytes) throws IOException {
            synchronized (FragileDirectory.this) {
                if (bytes < content.seen.length) {
                    checkOperation(false);
                    content.seen = truncated(content.seen, bytes);
                    content.pending.add(new Pending(bytes, null));
                }
            }
        }

        @Override
        public long size() {
            synchronized (FragileDirectory.this) {
                return content.seen.length;
            }
        }

        @Override
        public void close() {
            // ignored: there is nothing to give back
        }
    }
}
