package io.itemql.sql.fake;

import io.itemql.condition.AttributeSource;
import io.itemql.item.AttributePath;
import io.itemql.item.AttributeType;
import io.itemql.item.AttributeValue;
import io.itemql.item.Item;
import io.itemql.item.ItemSize;
import io.itemql.store.ConsumedCapacity;
import io.itemql.store.ItemCursor;
import io.itemql.store.ItemKey;
import io.itemql.store.ItemPosition;
import io.itemql.store.ItemRead;
import io.itemql.table.IndexDefinition;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Walks over entries that were selected before. */
final class MapCursor implements ItemCursor {
    private final ItemRead read;
    private final MapTable table;
    /** Null for a read of the table. */
    private final IndexDefinition index;

    private final Iterator<Map.Entry<ItemKey, Item>> entries;
    private Map.Entry<ItemKey, Item> current;
    private ItemPosition resume;
    private long examined;
    private long bytes;

    MapCursor(ItemRead read, MapTable table, IndexDefinition index, Iterator<Map.Entry<ItemKey, Item>> entries) {
        this.read = read;
        this.table = table;
        this.index = index;
        this.entries = entries;
    }

    @Override
    public boolean next() {
        while (entries.hasNext()) {
            read.cancellation().check();
            if (examined >= read.itemsMax() || bytes >= read.bytesMax()) {
                resume = index == null
                        ? ItemPosition.of(current.getKey())
                        : ItemPosition.of(current.getKey(), MapTable.reachedBy(current, index));
                return false;
            }
            current = entries.next();
            examined++;
            bytes += ItemSize.of(current.getValue());
            if (read.filter().isEmpty() || read.filter().get().test(AttributeSource.of(item()))) {
                return true;
            }
        }
        return false;
    }

    @Override
    public AttributeValue value(int slot) {
        AttributePath path = read.slots().get(slot);
        return path.resolve(item());
    }

    @Override
    public AttributeType type(int slot) {
        AttributeValue value = value(slot);
        return value == null ? null : value.type();
    }

    @Override
    public Item item() {
        Item item = current.getValue();
        if (index == null || read.wholeItems()) {
            return item;
        }
        Map<String, AttributeValue> attributes = new LinkedHashMap<>(item.attributes());
        attributes.keySet().removeIf(name -> !index.projects(name, table.definition.keys()));
        return Item.of(attributes);
    }

    @Override
    public ItemKey key() {
        return current.getKey();
    }

    @Override
    public Optional<ItemPosition> resumeKey() {
        return Optional.ofNullable(resume);
    }

    @Override
    public long itemsExamined() {
        return examined;
    }

    @Override
    public ConsumedCapacity capacity() {
        return ConsumedCapacity.ofRead(bytes, read.consistent());
    }

    @Override
    public void close() {}
}
