package io.itemql.store.mv.row;

import io.itemql.item.AttributePath;
import io.itemql.item.AttributeType;
import io.itemql.item.AttributeValue;
import io.itemql.item.Item;
import io.itemql.item.ItemSize;
import io.itemql.item.StringValue;
import io.itemql.store.ItemKey;
import io.itemql.store.mv.key.ByteBuilder;
import io.itemql.table.KeyAttribute;
import io.itemql.table.KeySchema;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Measures three ways to store rows on regular and on deeply optional data, with one codec for the values: the presence
 * bitmaps over an attribute dictionary that the store uses, shapes (which attributes with which types occur together,
 * one number in each row), and rows that carry their names. Prints a table; the decision record about row shapes quotes
 * it.
 *
 * <p>Run the main method from the checkout's top directory; the first argument is the directory of the sample data,
 * {@code samples/data} by default.
 */
public final class RowLayoutMeasurement {
    private static final KeySchema KEYS = KeySchema.of(new KeyAttribute("pk", AttributeType.S));
    private static final int ROUNDS = 12;
    private static final long ROUND_NANOS = 50_000_000;
    private static final List<String> NAMES =
            List.of("presence", "presence, names in maps", "shapes, N split", "shapes, N one type", "names in the row");

    /** One way to store rows. */
    private interface Layout {
        byte[] encode(Item item);

        /** Prepares the reading of two attributes; the answer is any number that depends on both values. */
        void compile(List<String> two);

        int readTwo(byte[] row);

        int dictionaryEntries();

        long dictionaryBytes();
    }

    private long sink;

    private RowLayoutMeasurement() {}

    public static void main(String[] arguments) throws IOException {
        Path directory = Path.of(arguments.length > 0 ? arguments[0] : "samples/data");
        RowLayoutMeasurement measurement = new RowLayoutMeasurement();
        Random random = new Random(1);
        List<Item> earthquakes = SampleItems.earthquakes(directory);
        System.out.println("data | layout | bytes/row | encode ns | read 2 ns | dictionary entries | bytes");
        measurement.measure("regular, 10 attributes", SampleItems.regular(random), List.of("text3", "number2"));
        measurement.measure("weather", SampleItems.weather(directory), List.of("weather", "wind"));
        measurement.measure("earthquakes, nested", earthquakes, List.of("type", "geometry"));
        measurement.measure(
                "earthquakes, flat, NULLs kept", SampleItems.flat(earthquakes, true), List.of("place", "mag"));
        measurement.measure(
                "earthquakes, flat, NULLs dropped", SampleItems.flat(earthquakes, false), List.of("place", "mag"));
        measurement.measure("40 optional of 42", SampleItems.optional(random), List.of("text1", "number1"));
        System.out.println("(" + measurement.sink + ")");
    }

    private void measure(String data, List<Item> items, List<String> two) {
        List<Layout> layouts = List.of(
                new PresenceLayout(false),
                new PresenceLayout(true),
                new ShapeLayout(true),
                new ShapeLayout(false),
                new NamedLayout());
        List<byte[][]> rows = new ArrayList<>();
        for (Layout layout : layouts) {
            rows.add(items.stream().map(layout::encode).toArray(byte[][]::new));
            layout.compile(two);
        }
        double[] encode = new double[NAMES.size()];
        double[] read = new double[NAMES.size()];
        Arrays.fill(encode, Double.MAX_VALUE);
        Arrays.fill(read, Double.MAX_VALUE);
        // In turns, so that a noisy moment does not hit one layout only; the least of the rounds counts.
        for (int round = 0; round < ROUNDS; round++) {
            for (int i = 0; i < layouts.size(); i++) {
                Layout layout = layouts.get(i);
                byte[][] own = rows.get(i);
                encode[i] = Math.min(encode[i], nanosPerRow(items.size(), () -> {
                    for (Item item : items) {
                        sink += layout.encode(item).length;
                    }
                }));
                read[i] = Math.min(read[i], nanosPerRow(items.size(), () -> {
                    for (byte[] row : own) {
                        sink += layout.readTwo(row);
                    }
                }));
            }
        }
        for (int i = 0; i < layouts.size(); i++) {
            double bytes = Arrays.stream(rows.get(i))
                    .mapToInt(row -> row.length)
                    .average()
                    .orElseThrow();
            System.out.printf(
                    "%s | %s | %.0f | %.0f | %.0f | %d | %d%n",
                    data,
                    NAMES.get(i),
                    bytes,
                    encode[i],
                    read[i],
                    layouts.get(i).dictionaryEntries(),
                    layouts.get(i).dictionaryBytes());
        }
    }

    private static double nanosPerRow(int rows, Runnable pass) {
        long start = System.nanoTime();
        int passes = 0;
        while (System.nanoTime() - start < ROUND_NANOS) {
            pass.run();
            passes++;
        }
        return (double) (System.nanoTime() - start) / passes / rows;
    }

    /** What the store does. */
    private static final class PresenceLayout implements Layout {
        private final RowCodec codec = new RowCodec(KEYS, new Dictionary("the measurement"));
        private final byte[] key = codec.keyCodec().encode(ItemKey.of(new StringValue("key")));
        private final StoredRow stored = codec.newRow();
        private RowSlots slots;

        /**
         * @param fillsNestedNames whether other names have taken all numbers for names within maps, so that maps carry
         *     theirs themselves
         */
        PresenceLayout(boolean fillsNestedNames) {
            for (int i = 0; fillsNestedNames && i < Dictionary.NESTED_NAMES_MAX; i++) {
                codec.dictionary().learnNestedName("taken" + i, entry -> {});
            }
        }

        @Override
        public byte[] encode(Item item) {
            return codec.encode(item, ItemSize.of(item), entry -> {});
        }

        @Override
        public void compile(List<String> two) {
            slots = new RowSlots(two.stream().map(AttributePath::of).toList(), codec);
        }

        @Override
        public int readTwo(byte[] row) {
            stored.position(key, row);
            return slots.value(stored, 0).hashCode() + slots.value(stored, 1).hashCode();
        }

        @Override
        public int dictionaryEntries() {
            return codec.dictionary().entries().size();
        }

        @Override
        public long dictionaryBytes() {
            return codec.dictionary().entries().stream()
                    .mapToLong(entry -> entry.length)
                    .sum();
        }
    }

    /** Two bytes of shape, three of item size, ends of two bytes, values; tags and names are in the shape. */
    private static final class ShapeLayout implements Layout {
        private final boolean splitsNumbers;
        private final Dictionary names = new Dictionary("the measurement");
        private final ValueBytes values = new ValueBytes(names);
        private final Map<Map<String, Integer>, Integer> shapes = new HashMap<>();
        private final List<Map<String, Integer>> byNumber = new ArrayList<>();
        private int[][] plans;

        ShapeLayout(boolean splitsNumbers) {
            this.splitsNumbers = splitsNumbers;
        }

        @Override
        public byte[] encode(Item item) {
            Map<String, Integer> shape = new TreeMap<>();
            item.attributes().forEach((name, value) -> {
                if (!name.equals("pk")) {
                    int kind = Tag.kind(Tag.of(value));
                    shape.put(name, kind == Tag.DECIMAL && !splitsNumbers ? Tag.WHOLE : kind);
                }
            });
            Integer number = shapes.get(shape);
            if (number == null) {
                number = shapes.size();
                shapes.put(shape, number);
                byNumber.add(shape);
            }
            ByteBuilder bodies = new ByteBuilder(256);
            ByteBuilder row = new ByteBuilder(512).putLow(number, 2).putLow(ItemSize.of(item), 3);
            shape.forEach((name, kind) -> {
                AttributeValue value = item.get(name);
                if (kind == Tag.FALSE) {
                    bodies.put(Tag.of(value));
                } else {
                    if (kind == Tag.WHOLE && !splitsNumbers) {
                        bodies.put(Tag.of(value));
                    }
                    values.writeBody(value, bodies, entry -> {});
                }
                row.putLow(bodies.length(), 2);
            });
            return row.put(bodies).toByteArray();
        }

        @Override
        public void compile(List<String> two) {
            plans = new int[byNumber.size()][];
            for (int shape = 0; shape < plans.length; shape++) {
                List<String> inOrder = List.copyOf(new LinkedHashMap<>(byNumber.get(shape)).keySet());
                plans[shape] = new int[] {
                    inOrder.size(),
                    inOrder.indexOf(two.get(0)),
                    byNumber.get(shape).get(two.get(0)),
                    inOrder.indexOf(two.get(1)),
                    byNumber.get(shape).get(two.get(1))
                };
            }
        }

        @Override
        public int readTwo(byte[] row) {
            int[] plan = plans[twoBytes(row, 0)];
            return read(row, plan[0], plan[1], plan[2]).hashCode()
                    + read(row, plan[0], plan[3], plan[4]).hashCode();
        }

        private AttributeValue read(byte[] row, int count, int ordinal, int kind) {
            int first = 5 + 2 * count;
            int start = ordinal == 0 ? first : first + twoBytes(row, 5 + 2 * (ordinal - 1));
            int end = first + twoBytes(row, 5 + 2 * ordinal);
            return kind == Tag.FALSE || (kind == Tag.WHOLE && !splitsNumbers)
                    ? values.read(row, row[start], start + 1, end)
                    : values.read(row, kind, start, end);
        }

        private static int twoBytes(byte[] row, int offset) {
            return (row[offset] & 0xFF) << 8 | (row[offset + 1] & 0xFF);
        }

        @Override
        public int dictionaryEntries() {
            return shapes.size();
        }

        /**
         * Each shape: two bytes of number, and three bytes for each attribute, whose name is written once elsewhere.
         */
        @Override
        public long dictionaryBytes() {
            return byNumber.stream().mapToLong(shape -> 2 + 3L * shape.size()).sum();
        }
    }

    /** The row as one map with its names. */
    private static final class NamedLayout implements Layout {
        private final Dictionary none = new Dictionary("the measurement");
        private final ValueBytes values = new ValueBytes(none);
        private final List<NestedStep> steps = new ArrayList<>();
        private final ValueSlice slice = new ValueSlice();

        @Override
        public byte[] encode(Item item) {
            Map<String, AttributeValue> attributes = new LinkedHashMap<>(item.attributes());
            attributes.remove("pk");
            ByteBuilder row = new ByteBuilder(512).putLow(ItemSize.of(item), 3);
            values.writeRest(attributes, row, entry -> {});
            return row.toByteArray();
        }

        @Override
        public void compile(List<String> two) {
            two.forEach(name -> steps.add(new NestedStep(new AttributePath.Step.Name(name), none)));
        }

        @Override
        public int readTwo(byte[] row) {
            int sum = 0;
            for (NestedStep step : steps) {
                slice.set(row, Tag.M, 3, row.length);
                ValueBytes.descend(slice, step);
                sum += values.read(row, slice.tag(), slice.start(), slice.end()).hashCode();
            }
            return sum;
        }

        @Override
        public int dictionaryEntries() {
            return 0;
        }

        @Override
        public long dictionaryBytes() {
            return 0;
        }
    }
}
