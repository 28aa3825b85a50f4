package io.itemql.bench;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;

/** MVStore as a hand would use it: one map from key bytes to row bytes, compared as unsigned bytes. */
final class RawStore implements AutoCloseable {
    private final MVStore store;
    private final MVMap<byte[], byte[]> map;

    private RawStore(MVStore store) {
        this.store = store;
        this.map = store.openMap(
                "readings",
                new MVMap.Builder<byte[], byte[]>().keyType(new Bytes()).valueType(new Bytes()));
    }

    static RawStore inMemory() {
        return new RawStore(new MVStore.Builder().open());
    }

    static RawStore onFile(Path file) {
        return new RawStore(new MVStore.Builder().fileName(file.toString()).open());
    }

    void load(int from, int to) {
        for (int i = from; i < to; i++) {
            Reading reading = new Reading(i);
            put(Reading.rawKey(reading.device(), reading.time()), reading.rawRow());
        }
    }

    byte[] get(byte[] key) {
        return map.get(key);
    }

    /** Walks over one of several equal parts of the rows, in the order of the keys. */
    void forEach(int part, int parts, Consumer<byte[]> work) {
        long size = map.sizeAsLong();
        long from = size * part / parts;
        long left = size * (part + 1) / parts - from;
        Cursor<byte[], byte[]> cursor = map.cursor(map.getKey(from));
        while (left-- > 0 && cursor.hasNext()) {
            cursor.next();
            work.accept(cursor.getValue());
        }
    }

    void put(byte[] key, byte[] row) {
        map.put(key, row);
    }

    @Override
    public void close() {
        store.close();
    }

    private static final class Bytes extends BasicDataType<byte[]> {
        @Override
        public int compare(byte[] a, byte[] b) {
            return Arrays.compareUnsigned(a, b);
        }

        @Override
        public int getMemory(byte[] bytes) {
            return bytes.length + 24;
        }

        @Override
        public void write(WriteBuffer buffer, byte[] bytes) {
            buffer.putVarInt(bytes.length).put(bytes);
        }

        @Override
        public byte[] read(ByteBuffer buffer) {
            byte[] bytes = new byte[DataUtils.readVarInt(buffer)];
            buffer.get(bytes);
            return bytes;
        }

        @Override
        public byte[][] createStorage(int size) {
            return new byte[size][];
        }
    }
}
