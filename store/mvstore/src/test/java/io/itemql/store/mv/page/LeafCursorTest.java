package io.itemql.store.mv.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.itemql.store.mv.file.FragileDirectory;
import io.itemql.store.mv.key.KeyRange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** A walk over leaves gives what a walk over all entries has of the range, upwards and downwards. */
final class LeafCursorTest {
    private static final int ENTRIES_MAX = 3000;
    private static final int RANGES = 200;

    /** Short keys of few letters, so that many are equal, a prefix of another, or the bound of a range itself. */
    private static byte[] key(Random random) {
        byte[] key = new byte[1 + random.nextInt(6)];
        for (int i = 0; i < key.length; i++) {
            key[i] = (byte) (random.nextInt(4) * 85);
        }
        return key;
    }

    @RepeatedTest(20)
    void givesTheEntriesOfTheRange(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        try (PageStore pages = PageStore.open(new FragileDirectory(random), "items.mv", 1, 4096, () -> {})) {
            PageMap map = pages.openMap("items.1");
            Set<byte[]> keys = new TreeSet<>(Arrays::compareUnsigned);
            // From an empty map to one of several levels; values so long that a leaf has few of them.
            int entries = random.nextInt(4) == 0 ? random.nextInt(3) : random.nextInt(ENTRIES_MAX);
            for (int i = 0; i < entries; i++) {
                byte[] key = key(random);
                keys.add(key);
                map.put(key, Arrays.copyOf(key, 100 + random.nextInt(400)));
            }
            for (int i = 0; i < entries / 3; i++) {
                byte[] key = key(random);
                keys.remove(key);
                map.remove(key);
            }
            RootView view = new RootView(map, map.root());
            for (int i = 0; i < RANGES; i++) {
                KeyRange range = range(random);
                if (!range.isEmpty()) {
                    assertEquals(expected(keys, range), read(view.cursor(range, false)));
                    assertEquals(
                            expected(keys, range).size(),
                            read(view.cursor(range, true)).size());
                }
            }
        }
    }

    private static KeyRange range(Random random) {
        byte[] lower = random.nextInt(4) == 0 ? new byte[0] : key(random);
        return KeyRange.of(lower, random.nextInt(4) == 0 ? null : key(random));
    }

    private static List<String> expected(Set<byte[]> keys, KeyRange range) {
        return keys.stream().filter(range::contains).map(Arrays::toString).toList();
    }

    private static List<String> read(EntryCursor cursor) {
        List<String> keys = new ArrayList<>();
        while (cursor.next()) {
            keys.add(Arrays.toString(cursor.key()));
            assertEquals(
                    Arrays.toString(cursor.key()), Arrays.toString(Arrays.copyOf(cursor.value(), cursor.key().length)));
        }
        return keys;
    }
}
