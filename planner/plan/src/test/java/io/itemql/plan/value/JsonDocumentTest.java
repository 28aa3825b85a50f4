package io.itemql.plan.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.BoolValue;
import io.itemql.item.ListValue;
import io.itemql.item.MapValue;
import io.itemql.item.NullValue;
import io.itemql.item.NumberValue;
import io.itemql.item.StringValue;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonDocumentTest {
    @Test
    void readsEveryKindOfValue() {
        assertEquals(
                new MapValue(Map.of(
                        "s", new StringValue("a\"\\/\b\f\n\r\té€😀"),
                        "n", NumberValue.of(new BigDecimal("-12.5")),
                        "t", BoolValue.TRUE,
                        "f", BoolValue.FALSE,
                        "0", NullValue.NULL,
                        "l", new ListValue(List.of(NumberValue.of(1), new ListValue(List.of()))),
                        "m", MapValue.EMPTY)),
                JsonDocument.parse(
                        """
                         { "s" : "a\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9€\\uD83D\\uDE00", "n":-1.25e+1,
                        "t":true,"f":false,"0":null,"l":[ 1 ,[ ] ],"m":{ } }\s"""));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0", "-0, 0", "12345678901234567890123456789012345678, 12345678901234567890123456789012345678",
        "0.1, 0.1", "1E-3, 0.001", "1.50, 1.5"
    })
    void numbersAreExact(String text, String number) {
        assertEquals(NumberValue.parse(number), JsonDocument.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "{\"a\"",
                "{\"a\":",
                "{\"a\":1",
                "{\"a\":1,",
                "{\"a\":1,}",
                "{a:1}",
                "{'a':1}",
                "[1,]",
                "[1 2]",
                "tru",
                "nul",
                "+1",
                "01",
                "1.",
                ".5",
                "1e",
                "--1",
                "\"a",
                "\"\\x\"",
                "\"\\u12g4\"",
                "\"\n\"",
                "{} {}",
                "NaN",
                "{\"a\":1,\"a\":2}",
                "abc",
                "\u0000"
            })
    void everythingElseIsRefused(String text) {
        ItemException refused = assertThrows(ItemException.class, () -> JsonDocument.parse(text));
        assertEquals(ErrorCode.INVALID_JSON, refused.code());
    }

    @Test
    void tellsWhereAndWhat() {
        ItemException refused = assertThrows(ItemException.class, () -> JsonDocument.parse("{\"a\" 1}"));
        assertEquals("The text is not a JSON object: at position 6 there is '1' instead of ':'", refused.getMessage());
    }

    @Test
    void deepNestingEndsInAMessage() {
        ItemException refused = assertThrows(ItemException.class, () -> JsonDocument.parse("[".repeat(100_000)));
        assertEquals(ErrorCode.NESTING_TOO_DEEP, refused.code());
    }
}
