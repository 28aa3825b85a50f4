package io.itemql.item;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ItemSizeTest {
    @ParameterizedTest
    @CsvSource({
        "0, 1",
        "5, 2",
        "100, 2",
        "1010, 3",
        "1.5, 3",
        "-42, 3",
        "0.001, 2",
        "12345678901234567890123456789012345678, 20"
    })
    void numbersArePackedInPairsOfDigits(String number, int size) {
        assertEquals(size, ItemSize.of(NumberValue.parse(number)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "äöü", "名前", "😀", "a\u07FFb\u0800c\uFFFFd😀"})
    void textsCountTheirUtf8Bytes(String text) {
        assertEquals(text.getBytes(StandardCharsets.UTF_8).length, ItemSize.ofText(text));
    }

    @Test
    void documentsCountThreeBytesAndOneForEachPart() {
        assertEquals(3, ItemSize.of(new ListValue(List.of())));
        assertEquals(3 + (1 + 1) + (1 + 2), ItemSize.of(new ListValue(List.of(BoolValue.TRUE, NumberValue.of(5)))));
        assertEquals(3 + (1 + 1 + 2), ItemSize.of(new MapValue(Map.of("a", new StringValue("xy")))));
        assertEquals(
                3,
                ItemSize.of(new StringSetValue(new TreeSet<>(List.of(new StringValue("a"), new StringValue("bc"))))));
    }

    @Test
    void anItemIsItsNamesAndValues() {
        Item item = Item.of(Map.of("id", new StringValue("7"), "n", NumberValue.of(12), "x", NullValue.NULL));

        assertEquals((2 + 1) + (1 + 2) + (1 + 1), ItemSize.of(item));
    }
}
