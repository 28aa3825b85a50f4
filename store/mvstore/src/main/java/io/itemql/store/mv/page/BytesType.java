package io.itemql.store.mv.page;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;

/**
 * Keys and values as plain bytes in unsigned order.
 *
 * <p>MVStore checks where a page lies and how long it is, but not what is in it. So the keys and the values of each page
 * carry their own number and checksum: a flipped bit is found when the page is read, not when somebody wonders about an
 * answer.
 */
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
            throw damaged("bytes of length " + length + " in a page with " + source.remaining() + " left");
        }
        byte[] bytes = new byte[length];
        source.get(bytes);
        return bytes;
    }

    @Override
    public void write(WriteBuffer target, Object storage, int count) {
        int start = target.position();
        target.putVarInt(count);
        byte[][] all = (byte[][]) storage;
        for (int i = 0; i < count; i++) {
            write(target, all[i]);
        }
        ByteBuffer written = target.getBuffer().duplicate();
        target.putInt(checksum(written.limit(target.position()).position(start)));
    }

    @Override
    public void read(ByteBuffer source, Object storage, int count) {
        int start = source.position();
        int written = DataUtils.readVarInt(source);
        if (written != count) {
            throw damaged("a page with " + count + " entries that was written with " + written);
        }
        byte[][] all = (byte[][]) storage;
        for (int i = 0; i < count; i++) {
            all[i] = read(source);
        }
        ByteBuffer read = source.duplicate();
        int expected = checksum(read.limit(source.position()).position(start));
        if (source.getInt() != expected) {
            throw damaged("a page that fails its checksum");
        }
    }

    private static int checksum(ByteBuffer bytes) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes);
        return (int) checksum.getValue();
    }

    private static RuntimeException damaged(String what) {
        return DataUtils.newMVStoreException(DataUtils.ERROR_FILE_CORRUPT, what);
    }
}
