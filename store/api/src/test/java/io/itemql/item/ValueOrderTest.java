package io.itemql.item;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ValueOrderTest {
    @Test
    void textsCompareAsTheirUtf8Bytes() {
        long seed = Long.getLong("seed", System.nanoTime());
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            String a = randomText(random);
            String b = randomText(random);
            int expected =
                    Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
            assertEquals(
                    Integer.signum(expected),
                    Integer.signum(StringValue.compareUtf8(a, b)),
                    "seed " + seed + ": " + a + ", " + b);
        }
        assertTrue(StringValue.compareUtf8("\uFFFF", "😀") < 0);
    }

    @Test
    void onlyOneOrderableTypeIsComparable() {
        assertTrue(ValueOrder.comparable(NumberValue.ONE, NumberValue.ZERO));
        assertFalse(ValueOrder.comparable(NumberValue.ONE, new StringValue("1")));
        assertFalse(ValueOrder.comparable(BoolValue.TRUE, BoolValue.FALSE));
    }

    @Test
    void theTotalOrderPlacesEveryValue() {
        List<AttributeValue> ordered = List.of(
                NumberValue.of(-1),
                NumberValue.parse("0.5"),
                NumberValue.of(10),
                new StringValue(""),
                new StringValue("a"),
                BinaryValue.of(new byte[] {1}),
                BinaryValue.of(new byte[] {-1}),
                BoolValue.FALSE,
                BoolValue.TRUE,
                new ListValue(List.of()),
                new ListValue(List.of(NumberValue.ONE)),
                new MapValue(Map.of("a", NumberValue.ONE)),
                new MapValue(Map.of("a", NumberValue.of(2))),
                new MapValue(Map.of("b", NumberValue.ZERO)),
                StringSetValue.of(List.of(new StringValue("a"))),
                NullValue.NULL);
        List<AttributeValue> shuffled = new ArrayList<>(ordered);
        Collections.shuffle(shuffled, new Random(7));
        shuffled.sort(ValueOrder.TOTAL);

        assertEquals(ordered, shuffled);
    }

    private static String randomText(Random random) {
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(4);
        for (int i = 0; i < length; i++) {
            int[] starts = {'a', 0x7FE, 0xD7F0, 0xE000, 0xFFF0, 0x10000};
            int codePoint = starts[random.nextInt(starts.length)] + random.nextInt(16);
            text.appendCodePoint(codePoint >= 0xD800 && codePoint < 0xE000 ? 'z' : codePoint);
        }
        return text.toString();
    }
}
