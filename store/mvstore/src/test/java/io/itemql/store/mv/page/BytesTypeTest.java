package io.itemql.store.mv.page;

import static org.assertj.core.api.Assertions.assertThat;

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
            assertThat(Integer.signum(BytesType.INSTANCE.compare(one, two)))
                    .as("-Dseed=%d, round %d: %s and %s", seed, round, Arrays.toString(one), Arrays.toString(two))
                    .isEqualTo(Integer.signum(Arrays.compareUnsigned(one, two)));
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
                assertThat(keys[found]).as(place).isEqualTo(sought);
            } else {
                assertThat(~found)
                        .as(place)
                        .isEqualTo((int) Arrays.stream(keys)
                                .filter(key -> Arrays.compareUnsigned(key, sought) < 0)
                                .count());
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
