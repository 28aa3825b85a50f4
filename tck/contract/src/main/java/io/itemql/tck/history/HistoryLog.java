package io.itemql.tck.history;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What one client was about to do and what it was told, in a file of its own. What was written survives the death of
 * the process, so whoever reads the files afterwards knows of every commit whether it was acknowledged, refused, or
 * still open. Used by one thread.
 *
 * <p>Each process that works on a store has a number, its life; times of a later life are later than all of an earlier
 * one.
 */
public final class HistoryLog implements AutoCloseable {
    private static final String PREFIX = "history-";
    private static final int LIFE_SHIFT = 48;
    private static final long START = System.nanoTime();

    /**
     * A transaction of a client.
     *
     * @param begin before it began
     * @param asked when its commit was about to be asked for
     * @param end after the answer; without meaning if the outcome is unknown
     * @param what what it did, in words of the workload
     */
    public record Entry(int client, long begin, long asked, long end, Outcome outcome, String what) {}

    private final FileChannel file;
    private final long life;

    private HistoryLog(FileChannel file, long life) {
        this.file = file;
        this.life = life;
    }

    /**
     * Goes on with the file of a client, or begins it.
     *
     * @param life the number of this process, from 0
     */
    public static HistoryLog open(Path directory, int life, int client) throws IOException {
        FileChannel file = FileChannel.open(
                directory.resolve(PREFIX + client + "-" + life),
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.WRITE);
        return new HistoryLog(file, life);
    }

    /** The time now. */
    public long now() {
        return (life << LIFE_SHIFT) + System.nanoTime() - START;
    }

    /** Notes that a commit is about to be asked for. */
    public void asks(long begin, String what) {
        write("? " + begin + " " + now() + " " + what + "\n");
    }

    /** Notes the answer. */
    public void answered(Outcome outcome) {
        write((outcome == Outcome.COMMITTED ? "C " : "A ") + now() + "\n");
    }

    private void write(String line) {
        try {
            file.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    /** The transactions of all clients and lives, by the time when they began. */
    public static List<Entry> read(Path directory) throws IOException {
        return readFiles(directory, "*");
    }

    /** The transactions of all clients in one life, by the time when they began. */
    public static List<Entry> read(Path directory, int life) throws IOException {
        return readFiles(directory, "*-" + life);
    }

    private static List<Entry> readFiles(Path directory, String which) throws IOException {
        List<Entry> entries = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, PREFIX + which)) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                int client = Integer.parseInt(name.substring(PREFIX.length(), name.lastIndexOf('-')));
                read(client, Files.readString(file), entries);
            }
        }
        entries.sort(Comparator.comparingLong(Entry::begin));
        return entries;
    }

    private static void read(int client, String text, List<Entry> entries) {
        // A last line without its end was cut off by the death of the process, and so never meant anything.
        List<String> lines =
                text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String[] asked = lines.get(i).split(" ", 4);
            if (!asked[0].equals("?")) {
                continue;
            }
            String[] answer = i + 1 < lines.size() ? lines.get(i + 1).split(" ", 2) : new String[] {"?"};
            Outcome outcome =
                    switch (answer[0]) {
                        case "C" -> Outcome.COMMITTED;
                        case "A" -> Outcome.ABORTED;
                        default -> Outcome.UNKNOWN;
                    };
            long end = outcome == Outcome.UNKNOWN ? Long.MAX_VALUE : Long.parseLong(answer[1]);
            entries.add(new Entry(client, Long.parseLong(asked[1]), Long.parseLong(asked[2]), end, outcome, asked[3]));
        }
    }
}
