package io.itemql.bench;

import io.itemql.item.NumberValue;
import io.itemql.item.StringValue;
import io.itemql.store.Access;
import io.itemql.store.ItemCursor;
import io.itemql.store.ItemKey;
import io.itemql.store.ItemRead;
import io.itemql.store.ItemStore;
import io.itemql.store.ReadView;
import io.itemql.store.StoreAddress;
import io.itemql.store.Write;
import io.itemql.store.WriteBatch;
import io.itemql.store.mv.MvItemStoreProvider;
import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How long does a store of a million items take to open, in a fresh JVM, up to its first item: after it was closed, and after
 * its process was killed just before the next checkpoint?
 *
 * <pre>
 *   java -cp tck/bench/target/itemql-bench.jar io.itemql.bench.Opening [ITEMS [RUNS]]
 * </pre>
 */
public final class Opening {
    private static final int BATCH = 1000;

    private Opening() {}

    /** Starts the JVMs, or is the program that runs in them. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        List<String> parts = List.of(arguments);
        if (parts.size() == 4 && parts.get(0).equals("load")) {
            load(
                    Path.of(parts.get(1)),
                    Integer.parseInt(parts.get(2)),
                    parts.get(3).equals("killed"));
            return;
        }
        if (parts.size() == 2 && parts.get(0).equals("open")) {
            open(Path.of(parts.get(1)));
            return;
        }
        String items = parts.isEmpty() ? "1000000" : parts.get(0);
        int runs = parts.size() > 1 ? Integer.parseInt(parts.get(1)) : 5;
        for (String end : List.of("closed", "killed")) {
            Path directory = Files.createTempDirectory("opening");
            child("load", directory.toString(), items, end);
            System.out.println(items + " items, " + end + ":");
            for (int run = 0; run < runs; run++) {
                Path copy = copy(directory);
                child("open", copy.toString());
                delete(copy);
            }
            delete(directory);
        }
    }

    private static ItemStore store(Path directory) {
        return new MvItemStoreProvider()
                .open(new StoreAddress("file", directory.toString()), Map.of("durability", "os"));
    }

    private static void load(Path directory, int items, boolean isKilled) {
        ItemStore store = store(directory.resolve("items"));
        StorePeer.createTable(store);
        List<Write> writes = new ArrayList<>();
        for (int i = 0; i < items; i++) {
            writes.add(new Write.Put(StorePeer.TABLE, StorePeer.item(new Reading(i)), Optional.empty()));
            if (writes.size() == BATCH) {
                store.write(new WriteBatch(writes, false));
                writes.clear();
            }
        }
        store.write(new WriteBatch(writes, false));
        if (isKilled) {
            Runtime.getRuntime().halt(0);
        }
        store.close();
    }

    private static void open(Path directory) throws IOException {
        long journal = 0;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory.resolve("items"), "journal-*")) {
            for (Path file : files) {
                journal += Files.size(file);
            }
        }
        long start = System.nanoTime();
        ItemStore store = store(directory.resolve("items"));
        long opened = System.nanoTime();
        Reading reading = new Reading(0);
        ItemKey key = ItemKey.of(new StringValue(reading.device()), NumberValue.of(reading.time()));
        try (ReadView view = store.openView();
                ItemCursor cursor = view.open(ItemRead.of(StorePeer.TABLE, new Access.Get(List.of(key))))) {
            if (!cursor.next()) {
                throw new IllegalStateException("the first item is not there");
            }
        }
        long read = System.nanoTime();
        System.out.printf(
                "  opened in %d ms, first item after %d ms, journal of %d MB, %d items%n",
                (opened - start) / 1_000_000,
                (read - start) / 1_000_000,
                journal >> 20,
                store.statistics(StorePeer.TABLE).itemCount());
        store.close();
    }

    private static void child(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
                "-Xmx4g",
                "-cp",
                System.getProperty("java.class.path"),
                Opening.class.getName()));
        command.addAll(List.of(arguments));
        int exit = new ProcessBuilder(command).inheritIO().start().waitFor();
        if (exit != 0) {
            throw new IllegalStateException("exit " + exit + " of " + command);
        }
    }

    private static Path copy(Path directory) throws IOException {
        Path copy = Files.createTempDirectory("opening");
        Path target = Files.createDirectory(copy.resolve("items"));
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory.resolve("items"))) {
            for (Path file : files) {
                Files.copy(file, target.resolve(file.getFileName()));
            }
        }
        return copy;
    }

    private static void delete(Path directory) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory.resolve("items"))) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
        Files.delete(directory.resolve("items"));
        Files.delete(directory);
    }
}
