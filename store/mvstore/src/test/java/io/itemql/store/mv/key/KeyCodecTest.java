package io.itemql.store.mv.key;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.AttributeType;
import io.itemql.item.AttributeValue;
import io.itemql.item.BinaryValue;
import io.itemql.item.NumberValue;
import io.itemql.item.StringValue;
import io.itemql.item.ValueOrder;
import io.itemql.store.ItemKey;
import io.itemql.store.SortKeyRange;
import io.itemql.table.KeyAttribute;
import io.itemql.table.KeySchema;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class KeyCodecTest {
    private static final List<AttributeType> KEY_TYPES = List.of(AttributeType.S, AttributeType.N, AttributeType.B);

    private final long seed = Long.getLong("seed", System.nanoTime());
    private final Random random = new Random(seed);

    private static KeyCodec codec(AttributeType partition, AttributeType sort) {
        KeyAttribute partitionKey = new KeyAttribute("pk", partition);
        return new KeyCodec(
                sort == null ? KeySchema.of(partitionKey) : KeySchema.of(partitionKey, new KeyAttribute("sk", sort)));
    }

    private String atSeed(Object what) {
        return what + ", -Dseed=" + seed;
    }

    private AttributeValue value(AttributeType type) {
        return switch (type) {
            case S -> new StringValue(text());
            case N -> number();
            default -> {
                byte[] bytes = new byte[random.nextInt(6)];
                for (int i = 0; i < bytes.length; i++) {
                    bytes[i] = (byte) (random.nextBoolean() ? random.nextInt(3) : 253 + random.nextInt(3));
                }
                yield BinaryValue.of(bytes);
            }
        };
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        int[] some = {0, 1, 2, 'a', 'b', 0x7F, 0x80, 0x7FF, 0x800, 0xD7FF, 0xE000, 0xFFFF, 0x10000, 0x10FFFF};
        for (int i = random.nextInt(6); i > 0; i--) {
            text.appendCodePoint(some[random.nextInt(some.length)]);
        }
        return text.toString();
    }

    private NumberValue number() {
        return switch (random.nextInt(5)) {
            case 0 -> NumberValue.of(random.nextInt(41) - 20);
            case 1 -> NumberValue.of(random.nextLong() >> random.nextInt(64));
            case 2 -> NumberValue.of(BigDecimal.valueOf(random.nextInt(2001) - 1000, random.nextInt(6)));
            default -> longNumber();
        };
    }

    private NumberValue longNumber() {
        int digits = 1 + random.nextInt(38);
        StringBuilder text = new StringBuilder(random.nextBoolean() ? "-" : "");
        text.append((char) ('1' + random.nextInt(9)));
        for (int i = 1; i < digits; i++) {
            text.append((char) ('0' + (random.nextBoolean() ? 0 : random.nextInt(10))));
        }
        int exponent = -130 + random.nextInt(256);
        return NumberValue.of(new BigDecimal(new BigInteger(text.toString()), digits - 1 - exponent));
    }

    private static final List<String> NUMBERS_IN_ORDER = List.of(
            "-9.9999999999999999999999999999999999999E125",
            "-1E125",
            "-9223372036854775809",
            "-9223372036854775808",
            "-9223372036854775807",
            "-100000000000000001",
            "-100000000000000000",
            "-11",
            "-10.1",
            "-10",
            "-1.5",
            "-1",
            "-0.5",
            "-1.1E-130",
            "-1E-130",
            "0",
            "1E-130",
            "1.1E-130",
            "0.00099",
            "0.001",
            "0.5",
            "1",
            "1.0000000000000000000000000000000000001",
            "1.5",
            "2",
            "9.9",
            "10",
            "10.1",
            "11",
            "99",
            "100",
            "101",
            "99999999999999999",
            "100000000000000000",
            "999999999999999999",
            "1000000000000000000",
            "9223372036854775807",
            "9223372036854775808",
            "1E125",
            "9.9999999999999999999999999999999999999E125");

    @Test
    void numbersKeepTheirOrderAndComeBackOverTheWholeRange() {
        KeyCodec codec = codec(AttributeType.S, AttributeType.N);
        StringValue partition = new StringValue("p");
        byte[] before = null;
        for (String text : NUMBERS_IN_ORDER) {
            NumberValue number = NumberValue.parse(text);
            byte[] key = codec.encode(ItemKey.of(partition, number));
            assertEquals(number, codec.sort(key), text);
            assertTrue(before == null || KeyRange.compare(before, key) < 0, text);
            before = key;
        }
    }

    @Test
    void everyKeyComesBack() {
        for (int round = 0; round < 20_000; round++) {
            AttributeType partition = KEY_TYPES.get(random.nextInt(3));
            AttributeType sort = random.nextInt(4) == 0 ? null : KEY_TYPES.get(random.nextInt(3));
            KeyCodec codec = codec(partition, sort);
            ItemKey key = sort == null ? ItemKey.of(value(partition)) : ItemKey.of(value(partition), value(sort));
            assertEquals(key, codec.decode(codec.encode(key)), () -> atSeed(key));
        }
    }

    @Test
    void bytesOfOnePartitionAreOrderedAsTheSortKeysAre() {
        for (int round = 0; round < 30_000; round++) {
            AttributeType type = KEY_TYPES.get(random.nextInt(3));
            KeyCodec codec = codec(AttributeType.B, type);
            AttributeValue partition = value(AttributeType.B);
            AttributeValue a = value(type);
            AttributeValue b = value(type);
            int bytes =
                    KeyRange.compare(codec.encode(ItemKey.of(partition, a)), codec.encode(ItemKey.of(partition, b)));
            assertEquals(
                    Integer.signum(ValueOrder.compareSameType(a, b)),
                    Integer.signum(bytes),
                    () -> atSeed(a + " and " + b));
        }
    }

    @Test
    void partitionBytesAreOrderedAsThePartitionKeysAre() {
        for (int round = 0; round < 30_000; round++) {
            AttributeType type = KEY_TYPES.get(random.nextInt(3));
            KeyCodec codec = codec(type, random.nextBoolean() ? null : AttributeType.S);
            AttributeValue a = value(type);
            AttributeValue b = value(type);
            int bytes = KeyRange.compare(codec.partitionBytes(a), codec.partitionBytes(b));
            assertEquals(
                    Integer.signum(ValueOrder.compareSameType(a, b)),
                    Integer.signum(bytes),
                    () -> atSeed(a + " and " + b));
        }
    }

    @Test
    void rangesHoldExactlyTheKeysThatTheySay() {
        for (int round = 0; round < 30_000; round++) {
            AttributeType type = KEY_TYPES.get(random.nextInt(3));
            AttributeType partitionType = KEY_TYPES.get(random.nextInt(3));
            KeyCodec codec = codec(partitionType, type);
            AttributeValue partition = value(partitionType);
            AttributeValue other = random.nextBoolean() ? partition : value(partitionType);
            AttributeValue sort = value(type);
            AttributeValue low = random.nextInt(3) == 0 ? null : value(type);
            AttributeValue high = random.nextInt(3) == 0 ? null : value(type);
            boolean lowIn = random.nextBoolean();
            boolean highIn = random.nextBoolean();
            KeyRange range = codec.range(partition, SortKeyRange.between(low, lowIn, high, highIn));
            boolean expected = partition.equals(other)
                    && (low == null || ValueOrder.compareSameType(sort, low) >= (lowIn ? 0 : 1))
                    && (high == null || ValueOrder.compareSameType(sort, high) <= (highIn ? 0 : -1));
            boolean actual = range.contains(codec.encode(ItemKey.of(other, sort)));
            assertEquals(
                    expected, actual, () -> atSeed(partition + " " + low + " " + high + ": " + other + " " + sort));
            assertTrue(!actual || !range.isEmpty());
        }
    }

    @Test
    void prefixRangesHoldExactlyTheKeysThatBeginSo() {
        for (int round = 0; round < 30_000; round++) {
            AttributeType type = random.nextBoolean() ? AttributeType.S : AttributeType.B;
            KeyCodec codec = codec(AttributeType.N, type);
            AttributeValue prefix = value(type);
            AttributeValue sort = value(type);
            KeyRange range = codec.range(NumberValue.ONE, SortKeyRange.beginsWith(prefix));
            boolean expected = sort instanceof StringValue text
                    ? text.value().startsWith(((StringValue) prefix).value())
                    : ((BinaryValue) sort).startsWith((BinaryValue) prefix);
            assertEquals(
                    expected,
                    range.contains(codec.encode(ItemKey.of(NumberValue.ONE, sort))),
                    () -> atSeed(prefix + " and " + sort));
        }
    }

    @Test
    void aPrefixOfNumbersIsRefused() {
        KeyCodec codec = codec(AttributeType.S, AttributeType.N);
        ItemException refused = assertThrows(
                ItemException.class, () -> codec.range(new StringValue("p"), SortKeyRange.beginsWith(NumberValue.ONE)));
        assertEquals(ErrorCode.OPERAND_TYPE, refused.code());
    }

    @Test
    void keysOfAnotherSchemaAreRefused() {
        KeyCodec codec = codec(AttributeType.S, null);
        StringValue text = new StringValue("a");
        for (ItemKey wrong : List.of(ItemKey.of(NumberValue.ONE), ItemKey.of(text, text))) {
            ItemException refused = assertThrows(ItemException.class, () -> codec.encode(wrong));
            assertEquals(ErrorCode.KEY_SCHEMA_MISMATCH, refused.code());
        }
        assertThrows(ItemException.class, () -> codec.range(text, SortKeyRange.equalTo(text)));
        assertFalse(codec.range(text, SortKeyRange.ALL).isEmpty());
    }

    @Test
    void halfASurrogatePairIsRefused() {
        KeyCodec codec = codec(AttributeType.S, null);
        for (String wrong : List.of("\uD800", "a\uDC00", "\uD800\uD800\uDC00")) {
            ItemException refused =
                    assertThrows(ItemException.class, () -> codec.encode(ItemKey.of(new StringValue(wrong))));
            assertEquals(ErrorCode.INVALID_TEXT, refused.code());
        }
    }

    @Test
    void afterAndBeforeLeaveOutTheKeyItself() {
        KeyCodec codec = codec(AttributeType.S, AttributeType.S);
        StringValue partition = new StringValue("p");
        KeyRange all = codec.partitionRange(partition);
        byte[] a = codec.encode(ItemKey.of(partition, new StringValue("a")));
        byte[] next = codec.encode(ItemKey.of(partition, new StringValue("a\0")));
        assertFalse(all.after(a).contains(a));
        assertTrue(all.after(a).contains(next));
        assertFalse(all.before(next).contains(next));
        assertTrue(all.before(next).contains(a));
    }

    @Test
    void segmentsShareNoKeyAndLeaveNoneOut() {
        KeyCodec codec = codec(AttributeType.N, null);
        for (int total : new int[] {1, 2, 3, 7, 1000, 1_000_000}) {
            for (int i = 0; i < 200; i++) {
                byte[] key = codec.encode(ItemKey.of(NumberValue.of(random.nextInt())));
                long owner = (KeyCodec.hash(key) * total) >>> 32;
                for (long segment = Math.max(0, owner - 1); segment <= Math.min(total - 1, owner + 1); segment++) {
                    assertEquals(
                            segment == owner,
                            KeyCodec.segment((int) segment, total).contains(key),
                            () -> atSeed(total));
                }
            }
            assertEquals(0, KeyCodec.segment(0, total).lower().length);
            assertNull(KeyCodec.segment(total - 1, total).upper());
        }
    }

    @Test
    void nothingIsAboveAPrefixOfHighestBytes() {
        assertNull(KeyCodec.prefixSuccessor(new byte[] {-1, -1}));
        assertNull(KeyCodec.prefixSuccessor(new byte[0]));
        assertEquals(0, KeyRange.compare(new byte[] {2}, KeyCodec.prefixSuccessor(new byte[] {1, -1})));
    }

    /** The hash is part of the file format: these numbers must never change. */
    @Test
    void theHashStaysWhatItIs() {
        Map<String, Integer> hashes = new HashMap<>();
        for (String text : List.of("", "a", "12345678", "123456789")) {
            hashes.put(text, PartitionHash.of(Utf8.encode(text)));
        }
        assertEquals(EXPECTED_HASHES, hashes);
    }

    private static final Map<String, Integer> EXPECTED_HASHES =
            Map.of("", 0, "a", 801501024, "12345678", 1471842438, "123456789", 942487342);

    @Test
    void theHashSpreadsSimilarKeysEvenly() {
        int buckets = 256;
        int perBucket = 400;
        List<KeyCodec> codecs = List.of(codec(AttributeType.N, null), codec(AttributeType.S, null));
        List<int[]> counts = new ArrayList<>();
        for (KeyCodec codec : codecs) {
            int[] count = new int[buckets];
            for (int i = 0; i < buckets * perBucket; i++) {
                AttributeValue key =
                        codec == codecs.get(0) ? NumberValue.of(i) : new StringValue("customer-%08d".formatted(i));
                count[codec.encode(ItemKey.of(key))[0] & 0xFF]++;
            }
            counts.add(count);
        }
        for (int[] count : counts) {
            double chiSquare = 0;
            for (int each : count) {
                chiSquare += (double) (each - perBucket) * (each - perBucket) / perBucket;
            }
            // 255 degrees of freedom: mean 255, standard deviation 22.6.
            assertTrue(chiSquare < 255 + 5 * 22.6, "chi-square " + chiSquare);
            assertNotEquals(0, count[0]);
        }
    }
}
