package io.itemql.tck.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.AttributeType;
import io.itemql.item.AttributeValue;
import io.itemql.item.Item;
import io.itemql.item.NumberValue;
import io.itemql.item.StringValue;
import io.itemql.store.Access;
import io.itemql.store.ItemCursor;
import io.itemql.store.ItemRead;
import io.itemql.store.ItemStore;
import io.itemql.store.ReadView;
import io.itemql.store.Write;
import io.itemql.store.WriteBatch;
import io.itemql.store.WriteOutcome;
import io.itemql.table.KeyAttribute;
import io.itemql.table.KeySchema;
import io.itemql.table.TableDefinition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.function.Executable;

/** A store for each test, which the engine under test opens, and a few short words for items. */
public abstract class StoreContract {
    /** Partition key {@code pk}, sort key {@code sk}, both texts. */
    protected static final KeySchema TEXT_KEYS =
            KeySchema.of(new KeyAttribute("pk", AttributeType.S), new KeyAttribute("sk", AttributeType.S));
    /** Partition key {@code pk}, a text, and no sort key. */
    protected static final KeySchema ONE_KEY = KeySchema.of(new KeyAttribute("pk", AttributeType.S));

    private StoreSource source;
    private ItemStore store;

    /** The engine under test; asked once for each test. */
    protected abstract StoreSource source();

    @BeforeEach
    final void openStore() {
        source = source();
        store = source.open();
    }

    @AfterEach
    final void closeStore() {
        store.close();
    }

    protected final ItemStore store() {
        return store;
    }

    protected final void reopenStore() {
        store = source.reopen(store);
    }

    /** Creates a table and gives its name. */
    protected final String table(String name, KeySchema keys) {
        return store.createTable(TableDefinition.of(name, keys)).name();
    }

    protected static StringValue text(String text) {
        return new StringValue(text);
    }

    protected static NumberValue number(String number) {
        return NumberValue.parse(number);
    }

    /** An item of names and values in turn; Java's strings and integers become texts and numbers. */
    protected static Item item(Object... namesAndValues) {
        Map<String, AttributeValue> attributes = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            Object value = namesAndValues[i + 1];
            attributes.put(
                    (String) namesAndValues[i],
                    value instanceof String string
                            ? new StringValue(string)
                            : value instanceof Integer whole ? NumberValue.of(whole) : (AttributeValue) value);
        }
        return Item.of(attributes);
    }

    /** Checks that something fails with a code, and gives the failure for a look at its message. */
    protected static ItemException assertFails(ErrorCode code, Executable action) {
        ItemException failure = assertThrows(ItemException.class, action);
        assertEquals(code, failure.code(), failure.getMessage());
        return failure;
    }

    /** Checks that something fails with a code and exactly a text. */
    protected static void assertFails(ErrorCode code, String message, Executable action) {
        assertEquals(message, assertFails(code, action).getMessage());
    }

    /** Carries out one write; its outcome has the items. */
    protected final WriteOutcome write(Write write) {
        return store.write(new WriteBatch(List.of(write), true)).get(0);
    }

    protected final void put(String table, Item item) {
        write(new Write.Put(table, item, Optional.empty())).orThrow();
    }

    protected static List<Item> read(ReadView view, ItemRead read) {
        List<Item> items = new ArrayList<>();
        try (ItemCursor cursor = view.open(read)) {
            while (cursor.next()) {
                items.add(cursor.item());
            }
        }
        return items;
    }

    protected final List<Item> read(ItemRead read) {
        try (ReadView view = store.openView()) {
            return read(view, read);
        }
    }

    protected final List<Item> scan(String table) {
        return read(ItemRead.of(table, Access.Scan.WHOLE));
    }
}
