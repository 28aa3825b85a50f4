package io.itemql.store.mv.key;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

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
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class IndexKeyCodecTest {
    private static final List<AttributeType> TYPES = List.of(AttributeType.S, AttributeType.N, AttributeType.B);
    private static final int ROUNDS = 20_000;

    private static IndexKeyCodec codec(AttributeType partition, AttributeType sort) {
        return new IndexKeyCodec(KeySchema.of(new KeyAttribute("p", partition), new KeyAttribute("s", sort)));
    }

    /** Bytes that are on disks: they must never change within a format. */
    @Test
    void bytesOfTheFormat() {
        byte[] item = {1, 2, 3};
        byte[] key = codec(AttributeType.S, AttributeType.N)
                .encode(ItemKey.of(new StringValue("a\0b"), NumberValue.parse("-12")), item);
        String hash = HexFormat.of().formatHex(key).substring(0, 8);
        assertEquals(
                hash + "6101016200" + number("-12") + "010203", HexFormat.of().formatHex(key));
        byte[] alone = new IndexKeyCodec(KeySchema.of(new KeyAttribute("p", AttributeType.B)))
                .encode(ItemKey.of(BinaryValue.of(new byte[] {0, 1, 2})), item);
        assertEquals(
                "01010102" + "02" + "00" + "010203",
                HexFormat.of().formatHex(alone).substring(8));
    }

    private static String number(String text) {
        ByteBuilder bytes = new ByteBuilder(16);
        NumberKey.write(NumberValue.parse(text), bytes);
        return HexFormat.of().formatHex(bytes.toByteArray());
    }

    @Test
    void keysComeBackAndAreOrderedByTheirParts() {
        long seed = Long.getLong("seed", System.nanoTime());
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            AttributeType partitionType = TYPES.get(random.nextInt(3));
            AttributeType sortType = TYPES.get(random.nextInt(3));
            IndexKeyCodec codec = codec(partitionType, sortType);
            AttributeValue partition = value(partitionType, random);
            ItemKey one = ItemKey.of(partition, value(sortType, random));
            ItemKey two = ItemKey.of(partition, value(sortType, random));
            byte[] itemOne = item(random);
            byte[] itemTwo = item(random);
            byte[] keyOne = codec.encode(one, itemOne);
            byte[] keyTwo = codec.encode(two, itemTwo);
            String place = "-Dseed=" + seed + ", round " + round + ": " + one + " and " + two;
            assertEquals(one, codec.decode(keyOne), place);
            assertArrayEquals(itemOne, codec.itemKey(keyOne), place);
            int order = ValueOrder.compareSameType(
                    one.sort().orElseThrow(), two.sort().orElseThrow());
            int expected = order == 0 ? KeyRange.compare(itemOne, itemTwo) : order;
            assertEquals(Integer.signum(expected), Integer.signum(KeyRange.compare(keyOne, keyTwo)), place);
            checkRange(codec, one, two, keyTwo, order, place);
        }
    }

    private static void checkRange(
            IndexKeyCodec codec, ItemKey bound, ItemKey key, byte[] bytes, int order, String place) {
        AttributeValue at = bound.sort().orElseThrow();
        AttributeValue partition = key.partition();
        for (boolean inclusive : new boolean[] {false, true}) {
            boolean isEqual = order == 0 && inclusive;
            assertEquals(
                    order < 0 || isEqual,
                    codec.range(partition, SortKeyRange.between(at, inclusive, null, true))
                            .contains(bytes),
                    place);
            assertEquals(
                    order > 0 || isEqual,
                    codec.range(partition, SortKeyRange.between(null, true, at, inclusive))
                            .contains(bytes),
                    place);
        }
        AttributeValue sort = key.sort().orElseThrow();
        if (sort instanceof StringValue text && at instanceof StringValue prefix) {
            assertEquals(
                    text.value().startsWith(prefix.value()),
                    codec.range(partition, SortKeyRange.beginsWith(at)).contains(bytes),
                    place);
        } else if (sort instanceof BinaryValue binary && at instanceof BinaryValue prefix) {
            assertEquals(
                    binary.startsWith(prefix),
                    codec.range(partition, SortKeyRange.beginsWith(at)).contains(bytes),
                    place);
        }
    }

    private static byte[] item(Random random) {
        byte[] item = new byte[random.nextInt(4)];
        random.nextBytes(item);
        return item;
    }

    /** Short values with many zeros and ones, so that parts are prefixes of each other. */
    private static AttributeValue value(AttributeType type, Random random) {
        if (type == AttributeType.N) {
            return NumberValue.parse((random.nextInt(2000) - 1000) + "E" + (random.nextInt(9) - 4));
        }
        byte[] bytes = new byte[1 + random.nextInt(3)];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (random.nextInt(4) == 0 ? 0x7F : random.nextInt(3));
        }
        return type == AttributeType.B
                ? BinaryValue.of(bytes)
                : new StringValue(new String(bytes, StandardCharsets.US_ASCII));
    }
}
