package io.itemql.store.mv.row;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.itemql.item.AttributeType;
import io.itemql.item.AttributeValue;
import io.itemql.item.BinarySetValue;
import io.itemql.item.BinaryValue;
import io.itemql.item.BoolValue;
import io.itemql.item.Item;
import io.itemql.item.ItemSize;
import io.itemql.item.ListValue;
import io.itemql.item.MapValue;
import io.itemql.item.NullValue;
import io.itemql.item.NumberSetValue;
import io.itemql.item.NumberValue;
import io.itemql.item.StringSetValue;
import io.itemql.item.StringValue;
import io.itemql.store.ItemKey;
import io.itemql.table.KeyAttribute;
import io.itemql.table.KeySchema;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The bytes that stores on disk are made of. A test here that fails has found a change of the file format, which needs
 * a new format version and a way to read the old one.
 */
class FormatTest {
    private static final KeySchema KEYS =
            KeySchema.of(new KeyAttribute("pk", AttributeType.S), new KeyAttribute("sk", AttributeType.N));

    private final List<String> entries = new ArrayList<>();
    private final RowCodec codec = new RowCodec(KEYS, new Dictionary("the test"));

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private String encode(Item item) {
        byte[] row = codec.encode(item, ItemSize.of(item), entry -> entries.add(hex(entry)));
        byte[] key = codec.keyCodec().encode(ItemKey.ofItem(item, KEYS));
        assertEquals(item, codec.decode(key, row));
        return hex(key) + " " + hex(row);
    }

    private static StringValue text(String text) {
        return new StringValue(text);
    }

    private static Map<String, AttributeValue> keys() {
        Map<String, AttributeValue> attributes = new LinkedHashMap<>();
        attributes.put("pk", text("a\0b"));
        attributes.put("sk", NumberValue.parse("-12.5"));
        return attributes;
    }

    @Test
    void aRowOfAllTypes() {
        Map<String, AttributeValue> attributes = keys();
        attributes.put("text", text("ü"));
        attributes.put("whole", NumberValue.of(-300));
        attributes.put("decimal", NumberValue.parse("1.25"));
        attributes.put("binary", BinaryValue.of(new byte[] {1, 2}));
        attributes.put("no", BoolValue.FALSE);
        attributes.put("yes", BoolValue.TRUE);
        attributes.put("null", NullValue.NULL);
        attributes.put("list", new ListValue(List.of(text("a"), NumberValue.ONE)));
        attributes.put("map", new MapValue(Map.of("name", text("a text of sixteen"))));
        attributes.put("texts", StringSetValue.of(List.of(text("a"))));
        attributes.put("numbers", NumberSetValue.of(List.of(NumberValue.ZERO)));
        attributes.put("binaries", BinarySetValue.of(List.of(BinaryValue.of(new byte[0]))));
        assertEquals(
                "67a181e261010162007f7ce69b 02000075fe1f1032547698ba020406080808080d222527"
                        + "c3bcfed4047d010202106111010101f011612074657874206f66207369787465656e01106101010103",
                encode(Item.of(attributes)));
        assertEquals(
                "010174657874 020100 010277686f6c65 020201 0103646563696d616c 020302 010462696e617279 020403 01056e6f"
                        + " 020504 0106796573 020604 01076e756c6c 020706 01086c697374 020807 01096d6170 020908"
                        + " 010a7465787473 020a09 010b6e756d62657273 020b0a 010c62696e6172696573 020c0b 03006e616d65",
                String.join(" ", entries));
    }

    @Test
    void aRowWithoutAttributes() {
        assertEquals("67a181e261010162007f7ce69b 0000000b", encode(Item.of(keys())));
    }

    @Test
    void aRowWithAListOfNumbersAndAnUndescribedAttribute() {
        for (int i = 1; i <= 300; i++) {
            Map<String, AttributeValue> attributes = keys();
            attributes.put("a" + i, NullValue.NULL);
            encode(Item.of(attributes));
        }
        Map<String, AttributeValue> attributes = keys();
        attributes.put("a300", BoolValue.TRUE);
        attributes.put("x".repeat(256), NumberValue.ONE);
        assertEquals(
                "67a181e261010162007f7ce69b 3f00011200020000012c58010601008002(256 x)1101",
                encode(Item.of(attributes)).replace("78".repeat(256), "(256 x)"));
    }
}
