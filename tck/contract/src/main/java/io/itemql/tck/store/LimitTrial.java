package io.itemql.tck.store;

import io.itemql.condition.Condition;
import io.itemql.condition.Update;
import io.itemql.condition.UpdateOperand;
import io.itemql.item.AttributePath;
import io.itemql.item.AttributeType;
import io.itemql.item.Item;
import io.itemql.item.ItemSize;
import io.itemql.item.StringValue;
import io.itemql.store.ItemKey;
import io.itemql.store.ItemStore;
import io.itemql.store.Write;
import io.itemql.store.WriteBatch;
import io.itemql.store.operation.BatchGetRequest;
import io.itemql.store.operation.BatchWriteRequest;
import io.itemql.store.operation.BatchWriteRequest.TableWrite;
import io.itemql.store.operation.ItemOperations;
import io.itemql.store.operation.PutRequest;
import io.itemql.store.operation.TableKeys;
import io.itemql.store.operation.TransactGetRequest;
import io.itemql.store.operation.TransactGetRequest.Get;
import io.itemql.store.operation.TransactWriteRequest;
import io.itemql.store.operation.TransactWriteRequest.Action;
import io.itemql.store.operation.UpdateRequest;
import io.itemql.table.IndexDefinition;
import io.itemql.table.KeyAttribute;
import io.itemql.table.KeySchema;
import io.itemql.table.Projection;
import io.itemql.table.TableDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is tried around a {@link Limit}, each with the number that the limit is about. */
final class LimitTrial {
    private static final KeyAttribute PK = new KeyAttribute("pk", AttributeType.S);
    private static final KeyAttribute SK = new KeyAttribute("sk", AttributeType.S);
    private static final KeySchema KEYS = KeySchema.of(PK, SK);
    private static final int MEGABYTE = 1 << 20;

    private final ItemStore store;
    private final ItemOperations operations;
    private int itemsStored;

    LimitTrial(ItemStore store) {
        this.store = store;
        this.operations = new ItemOperations(store);
    }

    private void create(List<IndexDefinition> indexes) {
        store.createTable(TableDefinition.of("table", KEYS).withIndexes(indexes));
    }

    private static IndexDefinition global(String name, Projection projection) {
        return IndexDefinition.global(name, KeySchema.of(new KeyAttribute("g", AttributeType.S)), projection);
    }

    private static String text(int bytes) {
        return "x".repeat(bytes);
    }

    // ---- definitions

    void globalIndexes(int count) {
        List<IndexDefinition> indexes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            indexes.add(global("global" + i, Projection.ALL));
        }
        create(indexes);
    }

    void globalIndexesAddedLater(int count) {
        globalIndexes(count - 1);
        store.createIndex("table", global("later", Projection.ALL));
    }

    void localIndexes(int count) {
        List<IndexDefinition> indexes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            KeySchema keys = KeySchema.of(PK, new KeyAttribute("l" + i, AttributeType.N));
            indexes.add(IndexDefinition.local("local" + i, keys, Projection.ALL));
        }
        create(indexes);
    }

    void projectedAttributes(int count) {
        List<IndexDefinition> indexes = new ArrayList<>();
        for (int from = 0; from < count; from += 20) {
            indexes.add(global("global" + from, Projection.include(names(from, Math.min(count, from + 20)))));
        }
        create(indexes);
    }

    void projectedAttributesOfOneIndex(int count) {
        create(List.of(global("index", Projection.include(names(0, count)))));
    }

    private static List<String> names(int from, int to) {
        List<String> names = new ArrayList<>();
        for (int i = from; i < to; i++) {
            names.add("attribute" + i);
        }
        return names;
    }

    void indexName(int characters) {
        create(List.of(global(text(characters), Projection.ALL)));
    }

    void projectedName(int bytes) {
        create(List.of(global("index", Projection.include(List.of(text(bytes))))));
    }

    void nameOfIndexKey(int bytes) {
        KeySchema keys = KeySchema.of(new KeyAttribute(text(bytes), AttributeType.S));
        create(List.of(IndexDefinition.global("index", keys, Projection.ALL)));
    }

    // ---- keys of indexes

    private void createWithIndexOf(String partition, String sort) {
        KeySchema keys =
                KeySchema.of(new KeyAttribute(partition, AttributeType.S), new KeyAttribute(sort, AttributeType.S));
        create(List.of(IndexDefinition.global("index", keys, Projection.KEYS_ONLY)));
    }

    private void put(String attribute, int bytes) {
        Item item = item("a", "b").with(attribute, new StringValue(text(bytes)));
        operations.put(PutRequest.of("table", item));
    }

    private void set(String attribute, int bytes) {
        Update.Set set =
                new Update.Set(AttributePath.of(attribute), new UpdateOperand.Literal(new StringValue(text(bytes))));
        operations.update(UpdateRequest.of("table", key("a", "b"), Update.set(List.of(set))));
    }

    private static Item item(String pk, String sk) {
        return Item.of(Map.of("pk", new StringValue(pk), "sk", new StringValue(sk)));
    }

    private static ItemKey key(String pk, String sk) {
        return ItemKey.of(new StringValue(pk), new StringValue(sk));
    }

    void partitionKeyOfIndexPut(int bytes) {
        createWithIndexOf("g", "h");
        put("g", bytes);
    }

    void partitionKeyOfIndexUpdated(int bytes) {
        createWithIndexOf("g", "h");
        set("g", bytes);
    }

    void sortKeyOfIndexPut(int bytes) {
        createWithIndexOf("g", "h");
        put("h", bytes);
    }

    void sortKeyOfIndexUpdated(int bytes) {
        createWithIndexOf("g", "h");
        set("h", bytes);
    }

    void sortKeyOfLocalIndex(int bytes) {
        KeySchema keys = KeySchema.of(PK, new KeyAttribute("h", AttributeType.S));
        create(List.of(IndexDefinition.local("index", keys, Projection.ALL)));
        put("h", bytes);
    }

    // ---- transactions

    private static Write put(int number) {
        return new Write.Put("table", item("p", "s" + number), Optional.empty());
    }

    private void write(List<Write> writes) {
        operations.transactWrite(TransactWriteRequest.of(writes));
    }

    void actions(int count) {
        create(List.of());
        List<Write> writes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            writes.add(put(i));
        }
        write(writes);
    }

    void gets(int count) {
        create(List.of());
        List<Get> gets = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            gets.add(new Get("table", key("p", "s" + i), List.of()));
        }
        operations.transactGet(new TransactGetRequest(gets));
    }

    void actionsOnOneItem(int count) {
        create(List.of());
        List<Write> writes = new ArrayList<>(List.of(put(1)));
        for (int i = 1; i < count; i++) {
            Condition absent = Condition.notExists(AttributePath.of("pk"));
            writes.add(new Write.Check("table", key("p", "s1"), absent));
        }
        write(writes);
    }

    void bytesWritten(int bytes) {
        create(List.of());
        write(puts(bytes));
    }

    void bytesRead(int bytes) {
        List<Get> gets = new ArrayList<>();
        stored(bytes).forEach(key -> gets.add(new Get("table", key, List.of())));
        operations.transactGet(new TransactGetRequest(gets));
    }

    void bytesUpdated(int bytes) {
        AttributePath path = AttributePath.of("filling");
        Update same = Update.set(List.of(new Update.Set(path, new UpdateOperand.Path(path))));
        write(stored(bytes).stream()
                .<Write>map(key -> new Write.Change("table", key, same, Optional.empty()))
                .toList());
    }

    void bytesDeleted(int bytes) {
        write(stored(bytes).stream()
                .<Write>map(key -> new Write.Delete("table", key, Optional.empty()))
                .toList());
    }

    void bytesChecked(int bytes) {
        Condition there = new Condition.Exists(AttributePath.of("filling"));
        write(stored(bytes).stream()
                .<Write>map(key -> new Write.Check("table", key, there))
                .toList());
    }

    /** How many items were stored for what was tried; a refusal leaves them. */
    int itemsStored() {
        return itemsStored;
    }

    /** Stores items that have so many bytes together; their keys. */
    private List<ItemKey> stored(int bytes) {
        create(List.of());
        List<Write> puts = puts(bytes);
        store.write(new WriteBatch(puts, false)).forEach(outcome -> outcome.orThrow());
        List<ItemKey> keys = new ArrayList<>();
        for (int i = 0; i < puts.size(); i++) {
            keys.add(key("p", "s" + (i + 10)));
        }
        itemsStored = keys.size();
        return keys;
    }

    /** Puts of items that have so many bytes together. */
    private static List<Write> puts(int bytes) {
        List<Write> puts = new ArrayList<>();
        int left = bytes;
        for (int i = 10; left > 0; i++) {
            int size = left > MEGABYTE / 2 ? MEGABYTE / 4 : left > MEGABYTE / 4 ? left / 2 : left;
            puts.add(new Write.Put("table", itemOf(size, "s" + i), Optional.empty()));
            left -= size;
        }
        return puts;
    }

    private static Item itemOf(int bytes, String sk) {
        Item empty = item("p", sk).with("filling", new StringValue(""));
        return empty.with("filling", new StringValue(text(bytes - ItemSize.of(empty))));
    }

    void itemPut(int bytes) {
        create(List.of());
        write(List.of(put(1), new Write.Put("table", itemOf(bytes, "large"), Optional.empty())));
    }

    void itemUpdated(int bytes) {
        create(List.of());
        Item grown = itemOf(bytes, "large");
        Update.Set set = new Update.Set(AttributePath.of("filling"), new UpdateOperand.Literal(grown.get("filling")));
        Update update = Update.set(List.of(set));
        write(List.of(new Write.Change("table", key("p", "large"), update, Optional.empty()), put(1)));
    }

    void token(int characters) {
        create(List.of());
        operations.transactWrite(
                new TransactWriteRequest(List.of(new Action(put(1), false)), Optional.of(text(characters))));
    }

    // ---- batches

    void keysOfABatch(int count) {
        create(List.of());
        List<ItemKey> keys = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            keys.add(key("p", "s" + i));
        }
        operations.batchGet(new BatchGetRequest(Map.of("table", TableKeys.of(keys))));
    }

    void writesOfABatch(int count) {
        create(List.of());
        List<TableWrite> puts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            puts.add(new TableWrite.Put(item("p", "s" + i)));
        }
        operations.batchWrite(new BatchWriteRequest(Map.of("table", puts)));
    }
}
