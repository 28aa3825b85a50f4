package io.itemql.bench;

import io.itemql.item.AttributeType;
import io.itemql.item.AttributeValue;
import io.itemql.item.Item;
import io.itemql.item.NumberValue;
import io.itemql.item.StringValue;
import io.itemql.store.ItemStore;
import io.itemql.store.StoreAddress;
import io.itemql.store.Write;
import io.itemql.store.WriteBatch;
import io.itemql.store.mv.MvItemStore;
import io.itemql.store.mv.MvItemStoreProvider;
import io.itemql.table.KeyAttribute;
import io.itemql.table.KeySchema;
import io.itemql.table.TableDefinition;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** ItemQL's store without SQL above it. */
final class StorePeer implements DurablePeer {
    static final String TABLE = "readings";

    private final ItemStore store;

    StorePeer(ItemStore store) {
        this.store = store;
        createTable(store);
    }

    /** Makes the table of the benchmarks. */
    static void createTable(ItemStore store) {
        store.createTable(TableDefinition.of(
                TABLE,
                KeySchema.of(
                        new KeyAttribute("device", AttributeType.S),
                        new KeyAttribute("reading_time", AttributeType.N))));
    }

    static StorePeer onFile(Path directory, String durability) {
        return new StorePeer(new MvItemStoreProvider()
                .open(
                        new StoreAddress("file", directory.resolve("items").toString()),
                        Map.of("durability", durability)));
    }

    static StorePeer inMemory() {
        return new StorePeer(MvItemStore.inMemory("bench"));
    }

    ItemStore store() {
        return store;
    }

    static Item item(Reading reading) {
        Map<String, AttributeValue> attributes = new LinkedHashMap<>();
        attributes.put("device", new StringValue(reading.device()));
        attributes.put("reading_time", NumberValue.of(reading.time()));
        attributes.put("city", new StringValue(reading.city()));
        attributes.put("temperature", NumberValue.of(reading.temperature()));
        attributes.put("humidity", NumberValue.of(reading.humidity()));
        attributes.put("battery", NumberValue.of(reading.battery()));
        attributes.put("status", new StringValue(reading.status()));
        attributes.put("firmware", new StringValue(reading.firmware()));
        attributes.put("owner", new StringValue(reading.owner()));
        attributes.put("payload", new StringValue(reading.payload()));
        return Item.of(attributes);
    }

    @Override
    public Writer writer() {
        return new Writer() {
            @Override
            public void put(int number) {
                Write put = new Write.Put(TABLE, item(new Reading(number)), Optional.empty());
                store.write(WriteBatch.of(put)).get(0).orThrow();
            }

            @Override
            public void close() {
                // ignored: the store is everybody's
            }
        };
    }

    @Override
    public void close() {
        store.close();
    }
}
