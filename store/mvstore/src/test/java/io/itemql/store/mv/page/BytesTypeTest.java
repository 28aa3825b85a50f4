package io.itemql.store.mv.page;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The order of bytes is the unsigned one of the JDK, whatever their lengths and wherever they first differ. */
class BytesTypeTest {
    private final long seed = Long.getLong("seed", System.nanoTime());
    private final Random random = new Random(seed);

    @Test
    void ordersAsUnsignedBytes() {
        for (int round = 0; round < 20_000; round++) {
            byte[] one = bytes();
            byte[] two = random.nextBoolean() ? bytes() : changed(one);
            String place =
                    "-Dseed=" + seed + ", round " + round + ": " + Arrays.toString(one) + ", " + Arrays.toString(two);
            assertEquals(
                    Integer.signum(Arrays.compareUnsigned(one, two)),
                    Integer.signum(BytesType.INSTANCE.compare(one, two)),
                    place);
        }
    }

    @Test
    void findsEachKeyAndThePlaceOfEachOther() {
        byte[][] keys = new byte[300][];
        Arrays.setAll(keys, i -> bytes());
        Arrays.sort(keys, Arrays::compareUnsigned);
        for (int round = 0; round < 2_000; round++) {
            byte[] sought = random.nextBoolean() ? bytes() : keys[random.nextInt(keys.length)];
            int found = BytesType.INSTANCE.binarySearch(sought, keys, keys.length, random.nextInt(keys.length + 2));
            String place = "-Dseed=" + seed + ", round " + round;
            if (found >= 0) {
                assertArrayEquals(sought, keys[found], place);
            } else {
                long before = Arrays.stream(keys)
                        .filter(key -> Arrays.compareUnsigned(key, sought) < 0)
                        .count();
                assertEquals(before, ~found, place);
            }
        }
    }

    private byte[] bytes() {
        byte[] bytes = new byte[random.nextInt(27)];
        for (int i = 0; i < bytes.length; i++) {
            // Few values, both sides of the sign, so that long beginnings are equal.
            bytes[i] = (byte) (random.nextInt(3) - 1);
        }
        return bytes;
    }

    private byte[] changed(byte[] bytes) {
        byte[] changed = Arrays.copyOf(bytes, Math.max(0, bytes.length + random.nextInt(5) - 2));
        if (changed.length > 0 && random.nextBoolean()) {
            changed[random.nextInt(changed.length)]++;
        }
        return changed;
    }
}
