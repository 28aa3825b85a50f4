package io.itemql.tck.file;

import io.itemql.item.Item;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the files of a store say: the state of the last checkpoint, and on top of it the journal. */
public final class StoredFiles {
    private final Map<Integer, StoredTable> tables = new TreeMap<>();
    private final List<String> problems = new ArrayList<>();
    private final Map<String, Integer> entries = new TreeMap<>();

    private StoredFiles() {}

    /**
     * Reads a store that no process has open.
     *
     * @throws IllegalArgumentException if something is not as the format says; other runtime exceptions if it is far
     *     from it
     */
    public static StoredFiles read(Path directory) throws IOException {
        Map<String, byte[]> files = new HashMap<>();
        try (DirectoryStream<Path> paths = Files.newDirectoryStream(directory)) {
            for (Path path : paths) {
                if (Files.isRegularFile(path)) {
                    files.put(path.getFileName().toString(), Files.readAllBytes(path));
                }
            }
        }
        return read(files);
    }

    /** Reads a store from the contents of its files by name. */
    public static StoredFiles read(Map<String, byte[]> files) {
        StoredFiles read = new StoredFiles();
        Map<String, SortedMap<byte[], byte[]>> maps =
                ChunkReader.read(files.get("items.mv"), files.get("items.mv.sums"));
        long position = read.readState(maps);
        read.checkSaved(maps);
        JournalReader.read(files, position).forEach(read::replay);
        return read;
    }

    private long readState(Map<String, SortedMap<byte[], byte[]>> maps) {
        SortedMap<byte[], byte[]> state = maps.get("state");
        long position = -1;
        for (Map.Entry<byte[], byte[]> entry : state.entrySet()) {
            if (entry.getKey()[0] == 'J') {
                position = ByteBuffer.wrap(entry.getValue()).getLong();
            } else if (entry.getKey()[0] == 'T') {
                int number = ByteBuffer.wrap(entry.getKey(), 1, Integer.BYTES).getInt();
                tables.put(number, new StoredTable(Definition.read(entry.getValue()), items(maps, number)));
            }
        }
        state.forEach(this::readStateOfTable);
        if (position < 0) {
            throw new IllegalArgumentException("the state has no position");
        }
        return position;
    }

    private void readStateOfTable(byte[] keyBytes, byte[] value) {
        ByteBuffer key = ByteBuffer.wrap(keyBytes);
        int letter = key.get();
        if (letter == 'J' || letter == 'K') {
            return;
        }
        StoredTable table = tables.get(key.getInt());
        if (table == null) {
            problems.add("the state has " + (char) letter + Arrays.toString(keyBytes) + " of no table");
            return;
        }
        switch (letter) {
            case 'D' -> table.addDictionaryEntry(value);
            case 'P' -> table.addPartition(Integer.toUnsignedLong(key.getInt()), value);
            case 'I' -> table.addIndexState(key.getInt(), value);
            default -> {
                // A and T: nothing that could be compared.
            }
        }
    }

    private static SortedMap<byte[], byte[]> items(Map<String, SortedMap<byte[], byte[]>> maps, int number) {
        SortedMap<byte[], byte[]> copy = new TreeMap<>(Arrays::compareUnsigned);
        copy.putAll(maps.getOrDefault("items." + number, Collections.emptySortedMap()));
        return copy;
    }

    private void checkSaved(Map<String, SortedMap<byte[], byte[]>> maps) {
        for (StoredTable table : tables.values()) {
            table.checkPartitions(problems);
            for (Definition.Index index : table.definition().indexes()) {
                SortedMap<byte[], byte[]> map =
                        maps.getOrDefault("index." + index.number(), new TreeMap<>(Arrays::compareUnsigned));
                entries.put(table.definition().name() + "." + index.name(), map.size());
                table.checkIndex(index, map, problems);
            }
        }
    }

    private void replay(JournalReader.Entry entry) {
        if (entry.kind() == JournalReader.TOKEN) {
            return;
        }
        if (entry.kind() == JournalReader.CREATE_TABLE) {
            tables.put(
                    entry.table(),
                    new StoredTable(Definition.read(entry.value()), new TreeMap<>(Arrays::compareUnsigned)));
            return;
        }
        StoredTable table = tables.get(entry.table());
        if (table == null) {
            throw new IllegalArgumentException("a record before " + entry.end() + " is of no table");
        }
        switch (entry.kind()) {
            case JournalReader.PUT -> table.put(entry.key(), entry.value());
            case JournalReader.DELETE -> table.remove(entry.key());
            case JournalReader.DICTIONARY -> table.addDictionaryEntry(entry.value());
            case JournalReader.ALTER_TABLE -> table.define(Definition.read(entry.value()));
            case JournalReader.DROP_TABLE -> tables.remove(entry.table());
            default -> throw new IllegalArgumentException("a record of kind " + entry.kind());
        }
    }

    /** All items by the name of their table. */
    public Map<String, List<Item>> items() {
        Map<String, List<Item>> items = new LinkedHashMap<>();
        tables.values().forEach(table -> items.put(table.definition().name(), table.items()));
        return items;
    }

    /** How many entries each index had at the last checkpoint, by the names of table and index. */
    public Map<String, Integer> entries() {
        return Map.copyOf(entries);
    }

    /** Where the state of the last checkpoint contradicts itself: rows, counts, partitions, dictionary, indexes. */
    public List<String> problems() {
        return List.copyOf(problems);
    }
}
