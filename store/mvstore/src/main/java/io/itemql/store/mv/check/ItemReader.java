package io.itemql.store.mv.check;

import io.itemql.error.ItemException;
import io.itemql.item.AttributeValue;
import io.itemql.item.Item;
import io.itemql.table.KeyAttribute;
import io.itemql.table.KeySchema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Reads the items of one table from their stored bytes. Not thread-safe. */
public final class ItemReader {
    private final List<KeyAttribute> keys;
    private final DictionaryReader dictionary = new DictionaryReader();
    private final KeyReader keyReader;
    private final RowReader rowReader = new RowReader(dictionary);

    public ItemReader(KeySchema keys) {
        this.keys = keys.attributes();
        this.keyReader = new KeyReader(keys);
    }

    /** Takes the next entry of the table's dictionary; the rows that are read afterwards may use it. */
    public void addDictionaryEntry(byte[] entry) {
        guarded(() -> {
            dictionary.add(entry);
            return null;
        });
    }

    /**
     * Takes an entry of the dictionary that may stand behind others which are lost: the numbers that they gave stay
     * without names, and rows that use them cannot be read.
     */
    public void addDictionaryEntryBehindGap(byte[] entry) {
        guarded(() -> {
            dictionary.addBehindGap(entry);
            return null;
        });
    }

    /** The values of the key attributes, in the order of the schema. */
    public List<AttributeValue> readKey(byte[] key) {
        return guarded(() -> keyReader.read(key));
    }

    /** The item of a key and a row. */
    public Item read(byte[] key, byte[] row) {
        return guarded(() -> item(keyReader.read(key), rowReader.read(row)));
    }

    Item item(List<AttributeValue> key, RowReader.Row row) {
        Map<String, AttributeValue> attributes = new LinkedHashMap<>();
        for (int i = 0; i < keys.size(); i++) {
            attributes.put(keys.get(i).name(), key.get(i));
        }
        row.attributes().forEach((name, value) -> {
            if (attributes.put(name, value) != null) {
                throw new Malformed("the row repeats " + name);
            }
        });
        return Item.ofOwned(attributes);
    }

    /** The key attributes. */
    List<KeyAttribute> keys() {
        return keys;
    }

    DictionaryReader dictionary() {
        return dictionary;
    }

    KeyReader keyReader() {
        return keyReader;
    }

    RowReader rowReader() {
        return rowReader;
    }

    /** Whatever a value refuses to be made of is malformed as well. */
    static <T> T guarded(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (Malformed e) {
            throw e;
        } catch (ItemException | ArithmeticException | IllegalArgumentException e) {
            throw new Malformed(String.valueOf(e.getMessage()));
        }
    }
}
