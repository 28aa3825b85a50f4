package io.itemql.tck.file;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** A table's definition as far as it matters to its files. */
record Definition(String name, List<Key> keys, List<Index> indexes) {
    /** A key attribute. */
    record Key(String name, String type) {}

    /**
     * An index.
     *
     * @param projection ALL, KEYS_ONLY or INCLUDE
     * @param included the attributes besides the keys
     */
    record Index(int number, boolean isInUse, String name, List<Key> keys, String projection, List<String> included) {}

    static Definition read(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        in.getLong();
        String name = Bytes.text(in);
        List<Key> keys = keys(in);
        in.get();
        skipPairs(in);
        skipPairs(in);
        List<Index> indexes = new ArrayList<>();
        if (in.hasRemaining()) {
            int count = in.get();
            for (int i = 0; i < count; i++) {
                indexes.add(index(in));
            }
        }
        return new Definition(name, keys, indexes);
    }

    private static Index index(ByteBuffer in) {
        int number = in.getInt();
        boolean isInUse = in.get() != 0;
        String name = Bytes.text(in);
        Bytes.text(in);
        List<Key> keys = keys(in);
        String projection = Bytes.text(in);
        List<String> included = new ArrayList<>();
        int others = in.get();
        for (int i = 0; i < others; i++) {
            included.add(Bytes.text(in));
        }
        return new Index(number, isInUse, name, keys, projection, included);
    }

    private static List<Key> keys(ByteBuffer in) {
        List<Key> keys = new ArrayList<>();
        int count = in.get();
        for (int i = 0; i < count; i++) {
            keys.add(new Key(Bytes.text(in), Bytes.text(in)));
        }
        return keys;
    }

    private static void skipPairs(ByteBuffer in) {
        int count = in.getInt();
        for (int i = 0; i < 2 * count; i++) {
            Bytes.text(in);
        }
    }
}
