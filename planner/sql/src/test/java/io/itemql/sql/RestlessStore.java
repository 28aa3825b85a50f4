package io.itemql.sql;

import io.itemql.item.Item;
import io.itemql.item.NumberValue;
import io.itemql.item.StringValue;
import io.itemql.store.ItemStore;
import io.itemql.store.ReadView;
import io.itemql.store.Write;
import io.itemql.store.WriteBatch;
import io.itemql.tck.store.ForwardingStore;
import java.util.Map;
import java.util.Optional;

/** A store in which, whenever a view is opened, another attribute has just appeared. */
final class RestlessStore extends ForwardingStore {
    private final String table;
    private int views;

    RestlessStore(ItemStore store, String table) {
        super(store);
        this.table = table;
    }

    int views() {
        return views;
    }

    @Override
    public ReadView openView() {
        views++;
        Item item = Item.of(Map.of("id", new StringValue("r" + views), "restless" + views, NumberValue.ONE));
        write(WriteBatch.of(new Write.Put(table, item, Optional.empty())))
                .get(0)
                .orThrow();
        return super.openView();
    }
}
