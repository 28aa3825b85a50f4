package io.itemql.tck.file;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The maps of {@code items.mv} as of the last checkpoint: finds the pointer, the chunks, and walks all pages. */
final class ChunkReader {
    private static final int BLOCK_BYTES = 4096;
    private static final int NODE = 1;

    private final byte[] file;
    private final byte[] sums;
    /** Where a chunk begins, by its number. */
    private final Map<Integer, Long> chunks = new HashMap<>();

    private ChunkReader(byte[] file, byte[] sums) {
        this.file = file;
        this.sums = sums;
    }

    /** All maps of ours by name, by unsigned bytes of the key. */
    static Map<String, SortedMap<byte[], byte[]>> read(byte[] file, byte[] sums) {
        return new ChunkReader(file, sums).read();
    }

    private Map<String, SortedMap<byte[], byte[]>> read() {
        ByteBuffer slot = slot();
        slot.position(24);
        long block = slot.getLong();
        int chunk = slot.getInt();
        chunks.put(chunk, block * BLOCK_BYTES);
        Map<String, String> header = header(block);
        if (number(header.get("chunk")) != chunk) {
            throw new IllegalArgumentException("block " + block + " is not the beginning of chunk " + chunk);
        }
        Map<String, String> layout = layout(number(header.get("root")));
        Map<String, String> names = new LinkedHashMap<>();
        walkTexts(root(layout, layout.getOrDefault("meta.id", "1")), names);
        Map<String, SortedMap<byte[], byte[]>> maps = new HashMap<>();
        names.forEach((key, value) -> {
            if (key.startsWith("name.")) {
                SortedMap<byte[], byte[]> entries = new TreeMap<>(Arrays::compareUnsigned);
                walkBytes(root(layout, value), entries);
                maps.put(key.substring(5), entries);
            }
        });
        return maps;
    }

    /**
     * The layout, which says where the chunks begin, also those that its own pages lie in: a page waits until one that is
     * newer has told of its chunk.
     */
    private Map<String, String> layout(long root) {
        Map<String, String> layout = new LinkedHashMap<>();
        Deque<Long> waiting = new ArrayDeque<>(List.of(root));
        int passedOver = 0;
        while (!waiting.isEmpty()) {
            long position = waiting.remove();
            if (!chunks.containsKey(chunk(position)) && passedOver < waiting.size()) {
                passedOver++;
                waiting.add(position);
                continue;
            }
            passedOver = 0;
            Page page = page(position);
            waiting.addAll(page.children);
            if (!page.isNode) {
                Map<String, String> entries = texts(page);
                entries.forEach(this::noteChunk);
                layout.putAll(entries);
            }
        }
        return layout;
    }

    private void noteChunk(String key, String value) {
        String place = key.startsWith("chunk.") ? attributes(value).get("block") : null;
        if (place != null) {
            chunks.put((int) number(key.substring(6)), number(place) * BLOCK_BYTES);
        }
    }

    private static int chunk(long position) {
        return (int) (position >>> 38);
    }

    private static long root(Map<String, String> layout, String map) {
        return number(layout.getOrDefault("root." + map, "0"));
    }

    private static long number(String hexadecimal) {
        return Long.parseUnsignedLong(hexadecimal, 16);
    }

    /** The newer good slot. */
    private ByteBuffer slot() {
        ByteBuffer best = null;
        for (int number = 0; number < 2; number++) {
            ByteBuffer slot = ByteBuffer.wrap(file, number * BLOCK_BYTES, 48).slice();
            byte[] magic = Bytes.bytes(slot, 8);
            boolean good = Arrays.equals(magic, "ITEMQLP1".getBytes(StandardCharsets.US_ASCII))
                    && slot.getInt(44) == Bytes.checksum(file, number * BLOCK_BYTES, 44);
            if (good && (best == null || slot.getLong(8) > best.getLong(8))) {
                best = slot;
            }
        }
        if (best == null) {
            throw new IllegalArgumentException("neither slot is good");
        }
        return best;
    }

    private Map<String, String> header(long block) {
        int from = (int) block * BLOCK_BYTES;
        int end = from;
        while (file[end] != '\n') {
            end++;
        }
        return attributes(new String(file, from, end - from, StandardCharsets.ISO_8859_1));
    }

    private static Map<String, String> attributes(String text) {
        Map<String, String> attributes = new HashMap<>();
        for (String part : text.trim().split(",", -1)) {
            int colon = part.indexOf(':');
            if (colon > 0) {
                attributes.put(part.substring(0, colon), part.substring(colon + 1));
            }
        }
        return attributes;
    }

    /** A page behind its header: number of keys, whether it is a node, children, and where the keys begin. */
    private record Page(int keys, boolean isNode, List<Long> children, ByteBuffer content) {}

    private Page page(long position) {
        int chunk = chunk(position);
        int offset = (int) (position >> 6);
        Long start = chunks.get(chunk);
        if (start == null) {
            throw new IllegalArgumentException("a page in chunk " + chunk + ", which is not there");
        }
        int at = (int) (start + offset);
        ByteBuffer in = ByteBuffer.wrap(file, at, file.length - at);
        int length = in.getInt();
        checkBlocks(at, length);
        in.getShort();
        Bytes.varint(in);
        Bytes.varint(in);
        int keys = (int) Bytes.varint(in);
        int type = in.get();
        boolean isNode = (position & 1) == NODE;
        if ((type & 1) != (position & 1) || (type & 2) != 0) {
            throw new IllegalArgumentException("a page of type " + type + " at " + at);
        }
        List<Long> children = new ArrayList<>();
        for (int i = 0; isNode && i <= keys; i++) {
            children.add(in.getLong());
        }
        for (int i = 0; i < children.size(); i++) {
            Bytes.varint(in);
        }
        return new Page(keys, isNode, children, in);
    }

    private void checkBlocks(int at, int length) {
        ByteBuffer expected = ByteBuffer.wrap(sums);
        for (int block = at / BLOCK_BYTES; block <= (at + length - 1) / BLOCK_BYTES; block++) {
            if (expected.getInt(block * Integer.BYTES) != Bytes.checksum(file, block * BLOCK_BYTES, BLOCK_BYTES)) {
                throw new IllegalArgumentException("block " + block + " is not what its checksum says");
            }
        }
    }

    private void walkTexts(long position, Map<String, String> entries) {
        if (position == 0) {
            return;
        }
        Page page = page(position);
        for (long child : page.children) {
            walkTexts(child, entries);
        }
        if (!page.isNode) {
            entries.putAll(texts(page));
        }
    }

    /** The entries of a page that is not a node. */
    private static Map<String, String> texts(Page page) {
        Map<String, String> entries = new LinkedHashMap<>();
        String[] keys = new String[page.keys];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = text(page.content);
        }
        for (String key : keys) {
            entries.put(key, text(page.content));
        }
        return entries;
    }

    /** Only ASCII stands in the layout and in the names of maps, so a character is a byte. */
    private static String text(ByteBuffer in) {
        return new String(Bytes.bytes(in, (int) Bytes.varint(in)), StandardCharsets.ISO_8859_1);
    }

    private void walkBytes(long position, SortedMap<byte[], byte[]> entries) {
        if (position == 0) {
            return;
        }
        Page page = page(position);
        for (long child : page.children) {
            walkBytes(child, entries);
        }
        if (!page.isNode) {
            byte[][] keys = new byte[page.keys][];
            for (int i = 0; i < keys.length; i++) {
                keys[i] = Bytes.bytes(page.content, (int) Bytes.varint(page.content));
            }
            for (byte[] key : keys) {
                entries.put(key, Bytes.bytes(page.content, (int) Bytes.varint(page.content)));
            }
        }
    }
}
