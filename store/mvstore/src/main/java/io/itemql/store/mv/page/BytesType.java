package io.itemql.store.mv.page;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;

/** Keys and values as plain bytes in unsigned order. */
final class BytesType extends BasicDataType<byte[]> {
    static final BytesType INSTANCE = new BytesType();

    /** What the JVM adds to the bytes of an array. */
    private static final int ARRAY_OVERHEAD_BYTES = 24;

    private static final byte[][] NO_BYTES = {};

    private BytesType() {}

    @Override
    public int compare(byte[] a, byte[] b) {
        return Arrays.compareUnsigned(a, b);
    }

    @Override
    public int binarySearch(byte[] key, Object storage, int size, int initialGuess) {
        byte[][] keys = (byte[][]) storage;
        int low = 0;
        int high = size - 1;
        int at = initialGuess - 1;
        if (at < 0 || at > high) {
            at = high >>> 1;
        }
        while (low <= high) {
            int order = Arrays.compareUnsigned(key, keys[at]);
            if (order > 0) {
                low = at + 1;
            } else if (order < 0) {
                high = at - 1;
            } else {
                return at;
            }
            at = (low + high) >>> 1;
        }
        return ~low;
    }

    @Override
    public int getMemory(byte[] bytes) {
        return bytes == null ? 0 : ARRAY_OVERHEAD_BYTES + bytes.length;
    }

    @Override
    public boolean isMemoryEstimationAllowed() {
        return false;
    }

    @Override
    public byte[][] createStorage(int size) {
        return size == 0 ? NO_BYTES : new byte[size][];
    }

    @Override
    public void write(WriteBuffer target, byte[] bytes) {
        target.putVarInt(bytes.length).put(bytes);
    }

    @Override
    public byte[] read(ByteBuffer source) {
        int length = DataUtils.readVarInt(source);
        if (length < 0 || length > source.remaining()) {
            throw DataUtils.newMVStoreException(
                    DataUtils.ERROR_FILE_CORRUPT,
                    "bytes of length {0} in a page with {1} left",
                    length,
                    source.remaining());
        }
        byte[] bytes = new byte[length];
        source.get(bytes);
        return bytes;
    }
}
