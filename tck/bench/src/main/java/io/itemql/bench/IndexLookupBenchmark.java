package io.itemql.bench;

import io.itemql.item.AttributePath;
import io.itemql.item.AttributeType;
import io.itemql.item.Item;
import io.itemql.item.NumberValue;
import io.itemql.item.StringValue;
import io.itemql.store.Access;
import io.itemql.store.ItemCursor;
import io.itemql.store.ItemKey;
import io.itemql.store.ItemRead;
import io.itemql.store.ItemStore;
import io.itemql.store.ReadView;
import io.itemql.store.SortKeyRange;
import io.itemql.store.Write;
import io.itemql.store.WriteBatch;
import io.itemql.store.mv.MvItemStore;
import io.itemql.table.IndexDefinition;
import io.itemql.table.KeyAttribute;
import io.itemql.table.KeySchema;
import io.itemql.table.Projection;
import io.itemql.table.TableDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does it cost to find an item by the key of an index, beside the read of the same item by its own key? Two attributes
 * are read, at random over 200,000 items of about 300 bytes.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 2, jvmArgs = "-Xmx4g")
@State(Scope.Benchmark)
public class IndexLookupBenchmark {
    private static final int ITEMS = 200_000;
    private static final int ITEMS_PER_BATCH = 1000;
    private static final String TABLE = "readings";
    private static final List<AttributePath> SLOTS = List.of(AttributePath.of("city"), AttributePath.of("temperature"));
    private static final KeySchema SERIAL = KeySchema.of(new KeyAttribute("serial", AttributeType.S));

    private ItemStore store;

    @Setup
    public void load() {
        store = MvItemStore.inMemory("look-ups");
        KeySchema keys = KeySchema.of(
                new KeyAttribute("device", AttributeType.S), new KeyAttribute("reading_time", AttributeType.N));
        store.createTable(TableDefinition.of(TABLE, keys)
                .withIndexes(List.of(
                        IndexDefinition.global("everything", SERIAL, Projection.ALL),
                        IndexDefinition.global("keys", SERIAL, Projection.KEYS_ONLY))));
        List<Write> writes = new ArrayList<>();
        for (int number = 0; number < ITEMS; number++) {
            writes.add(new Write.Put(TABLE, item(number), Optional.empty()));
            if (writes.size() == ITEMS_PER_BATCH) {
                store.write(new WriteBatch(writes, false)).forEach(outcome -> outcome.orThrow());
                writes.clear();
            }
        }
    }

    private static Item item(int number) {
        Reading reading = new Reading(number);
        return Item.of(Map.of(
                "device", new StringValue(reading.device()),
                "reading_time", NumberValue.of(reading.time()),
                "serial", new StringValue("serial-" + number),
                "city", new StringValue(reading.city()),
                "temperature", NumberValue.of(reading.temperature()),
                "status", new StringValue(reading.status()),
                "firmware", new StringValue(reading.firmware()),
                "owner", new StringValue(reading.owner()),
                "payload", new StringValue(reading.payload())));
    }

    @TearDown
    public void close() {
        store.close();
    }

    @Benchmark
    public long byKey() {
        Reading reading = new Reading(random());
        ItemKey key = ItemKey.of(new StringValue(reading.device()), NumberValue.of(reading.time()));
        return read(ItemRead.of(TABLE, new Access.Get(List.of(key))));
    }

    @Benchmark
    public long byIndex() {
        return read(query().withIndex("everything"));
    }

    /** The item is fetched from the table. */
    @Benchmark
    public long byIndexOfKeysOnly() {
        return read(query().withIndex("keys").withWholeItems(true));
    }

    private static ItemRead query() {
        return ItemRead.of(TABLE, new Access.Query(new StringValue("serial-" + random()), SortKeyRange.ALL, false));
    }

    private long read(ItemRead read) {
        long sum = 0;
        try (ReadView view = store.openView();
                ItemCursor cursor = view.open(read.withSlots(SLOTS))) {
            int items = 0;
            while (cursor.next()) {
                sum += ((StringValue) cursor.value(0)).value().length() + ((NumberValue) cursor.value(1)).longValue();
                items++;
            }
            if (items != 1) {
                throw new IllegalStateException(items + " items");
            }
        }
        return sum;
    }

    private static int random() {
        return ThreadLocalRandom.current().nextInt(ITEMS);
    }
}
