package io.itemql.plan.function;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.BoolValue;
import io.itemql.item.ListValue;
import io.itemql.item.NullValue;
import io.itemql.item.NumberValue;
import io.itemql.item.StringSetValue;
import io.itemql.item.StringValue;
import io.itemql.item.Value;
import io.itemql.plan.PlanFixture;
import io.itemql.plan.expression.ArrayRow;
import io.itemql.plan.expression.Call;
import io.itemql.plan.expression.Expression;
import io.itemql.plan.expression.Literal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class FunctionsTest {
    private static Value call(String name, Object... arguments) {
        List<Expression> literals = new ArrayList<>();
        for (Object argument : arguments) {
            literals.add(new Literal(PlanFixture.value(argument)));
        }
        return new Call(Functions.get(name), literals).evaluate(ArrayRow.EMPTY, PlanFixture.evaluation());
    }

    private static void assertCall(Object expected, String name, Object... arguments) {
        assertEquals(PlanFixture.value(expected), call(name, arguments), name + Arrays.toString(arguments));
    }

    private static void assertFails(ErrorCode code, String name, Object... arguments) {
        assertEquals(
                code,
                assertThrows(ItemException.class, () -> call(name, arguments)).code());
    }

    @Test
    void formats() {
        assertCall("Hello World", "FORMAT", "Hello %s", "World");
        assertCall("two, one, two", "FORMAT", "%2$s, %1$s, %s", "one", "two");
        assertCall("|  a|b  |c |%", "FORMAT", "|%3s|%-3s|%-*s|%%", "a", "b", 2, "c");
        assertCall("\"A b\" 'it''s' NULL ", "FORMAT", "%I %L %L %s", "A b", "it's", null, null);
        assertCall(null, "FORMAT", (Object) null);
        for (String wrong : List.of("%", "%d", "%s", "%0$s", "%99999s", "%9999999999$s")) {
            assertFails(ErrorCode.FUNCTION_ARGUMENT, "FORMAT", wrong);
        }
        assertFails(ErrorCode.FUNCTION_ARGUMENT, "FORMAT", "%I", null);
    }

    @Test
    void stepsIntoDocuments() {
        String document = "{\"a\": [1, {\"b c\": \"x\"}], \"1\": null}";
        assertCall("x", "#>", document, "{a,1,\"b c\"}");
        assertCall("x", "#>>", document, "{ a , -1 , b c }");
        assertCall(1, "#>", document, "{a,0}");
        assertCall("1", "#>>", document, "{a,0}");
        assertCall(null, "->", document, "1");
        assertCall(null, "->", document, 1);
        assertCall(null, "->", "no JSON", "a");
        assertFails(ErrorCode.FUNCTION_ARGUMENT, "#>", document, "a");
        assertFails(ErrorCode.FUNCTION_ARGUMENT, "#>", document, "{\"a\"b}");
        assertFails(ErrorCode.FUNCTION_ARGUMENT, "#>", document, 1);
    }

    @Test
    void texts() {
        assertCall("ABC", "upper", "abc");
        assertCall("12.5", "LOWER", 12.50);
        assertCall(1, "CHAR_LENGTH", "\uD83D\uDE00");
        assertCall(4, "OCTET_LENGTH", "\uD83D\uDE00");
        assertCall("bc", "SUBSTRING", "abc", 2);
        assertCall("b", "SUBSTR", "abc", 2, 1);
        assertCall("a", "SUBSTRING", "abc", 0, 2);
        assertCall("", "SUBSTRING", "abc", 9);
        assertCall("\uD83D\uDE00", "SUBSTRING", "a\uD83D\uDE00b", 2, 1);
        assertFails(ErrorCode.SUBSTRING_ERROR, "SUBSTRING", "abc", 1, -1);
        assertCall("a", "TRIM", "  a ");
        assertCall("a  ", "LTRIM", "xya  ", "yx");
        assertCall("xa", "RTRIM", "xa  ");
        assertCall(3, "POSITION", "c", "abc");
        assertCall(0, "POSITION", "z", "abc");
        assertCall(4, "LOCATE", "a", "abca", 2);
        assertCall("a-b", "REPLACE", "a b", " ", "-");
        assertCall("ab", "CONCAT", "a", "b", "MISSING");
        assertCall("ab", "LEFT", "abc", 2);
        assertCall("bc", "RIGHT", "abc", 2);
        assertCall("xxa", "LPAD", "a", 3, "x");
        assertCall("axy", "RPAD", "a", 3, "xyz");
        assertCall("ababab", "REPEAT", "ab", 3);
        assertFails(ErrorCode.LIMIT_EXCEEDED, "REPEAT", "ab", 1000000000);
        assertCall("cba", "REVERSE", "abc");
        assertCall(65, "ASCII", "A");
        assertCall("A", "CHR", 65);
        assertCall("Hello World-Wide", "INITCAP", "hELLO wORLD-wIDE");
        assertCall("b", "SPLIT_PART", "a,b,c", ",", 2);
        assertCall("c", "SPLIT_PART", "a,b,c", ",", -1);
        assertCall("", "SPLIT_PART", "a,b,c", ",", 9);
        assertCall(true, "STARTS_WITH", "abc", "ab");
        assertCall(true, "REGEXP_LIKE", "abc", "B", "i");
        assertCall("x-y", "REGEXP_REPLACE", "x1y", "[0-9]", "-");
        assertFails(ErrorCode.INVALID_REGEX, "REGEXP_REPLACE", "a", "(", "");
    }

    @Test
    void numbers() {
        assertCall(5, "ABS", -5);
        assertCall(-1, "SIGN", -5.5);
        assertCall(3, "ROUND", 2.5);
        assertCall(-3, "ROUND", -2.5);
        assertCall(1.24, "ROUND", 1.235, 2);
        assertCall(1200, "ROUND", 1234, -2);
        assertCall(1.23, "TRUNC", 1.239, 2);
        assertCall(-3, "FLOOR", -2.5);
        assertCall(-2, "CEILING", -2.5);
        assertCall(1, "MOD", 7, 3);
        assertCall(1024, "POWER", 2, 10);
        assertCall(0.125, "POWER", 2, -3);
        assertCall(12, "SQRT", 144);
        assertCall(0, "LN", 1);
        assertCall(2, "LOG10", 100);
        assertFails(ErrorCode.FUNCTION_ARGUMENT, "SQRT", -1);
        assertFails(ErrorCode.FUNCTION_ARGUMENT, "LN", 0);
        assertFails(ErrorCode.NUMBER_OVERFLOW, "EXP", 100000);
        assertCall(null, "ABS", "text");
        assertCall(3, "GREATEST", 1, 3, null);
        assertCall("a", "LEAST", "b", "a", "MISSING");
    }

    @Test
    void unknownArguments() {
        assertNull(call("UPPER", "MISSING"));
        assertEquals(NullValue.NULL, call("UPPER", (Object) null));
        assertNull(call("REPLACE", null, "MISSING", "a"));
        assertFails(ErrorCode.WRONG_ARGUMENT_COUNT, "UPPER");
        assertFails(ErrorCode.WRONG_ARGUMENT_COUNT, "UPPER", "a", "b");
        assertFails(ErrorCode.UNKNOWN_FUNCTION, "FROB", "a");
    }

    @Test
    void dates() {
        assertCall(2024, "YEAR", "2024-05-06");
        assertCall(5, "MONTH", "2024-05-06T07:08:09");
        assertCall(7, "HOUR", "2024-05-06T07:08:09");
        assertCall(2, "DAYOFWEEK", "2024-05-06");
        assertEquals(
                "2024-04-01T00:00:00",
                call("DATE_TRUNC", "quarter", "2024-05-06").toString());
        assertEquals(
                "2024-05-06T07:00:00",
                call("DATE_TRUNC", "HOUR", "2024-05-06 07:08:09").toString());
        assertEquals("2024-02-29", call("LAST_DAY", "2024-02-03").toString());
        assertEquals("1970-01-01T00:00:00", call("TO_TIMESTAMP", 0).toString());
        assertCall(86400, "TO_EPOCH", "1970-01-02");
        assertEquals("2026-11-20T10:15:30", call("NOW").toString());
        assertEquals(
                "2024-02-29T00:00:00",
                call("TIMESTAMPADD", "MONTH", 1, "2024-01-31").toString());
        assertCall(30, "TIMESTAMPDIFF", "SQL_TSI_DAY", "2024-01-01", "2024-01-31T12:00:00");
        assertCall(-1, "DATEDIFF", "2024-01-01", "2024-01-02");
        assertCall(null, "TIMESTAMPADD", "DAY", 1, 5);
        assertFails(ErrorCode.FUNCTION_ARGUMENT, "TIMESTAMPADD", "eon", 1, "2024-05-06");
        assertFails(ErrorCode.INVALID_DATETIME, "TIMESTAMPADD", "YEAR", 999999999999L, "2024-05-06");
        assertFails(ErrorCode.FUNCTION_ARGUMENT, "DATE_TRUNC", "fortnight", "2024-05-06");
    }

    @Test
    void items() {
        StringSetValue set = StringSetValue.of(List.of(new StringValue("a"), new StringValue("b")));
        ListValue list = new ListValue(List.of(NumberValue.ONE));
        assertCall(true, "attribute_exists", (Object) null);
        assertCall(false, "attribute_exists", "MISSING");
        assertCall(true, "attribute_type", 1, "N");
        assertCall(false, "attribute_type", "MISSING", "N");
        assertFails(ErrorCode.INVALID_ARGUMENT, "attribute_type", 1, "X");
        assertCall(true, "contains", "abc", "bc");
        assertCall(true, "contains", set, "a");
        assertCall(true, "contains", list, NumberValue.parse("1.0"));
        assertCall(false, "contains", 5, 5);
        assertCall(2, "size", "\uD83D\uDE00");
        assertCall(2, "size", set);
        assertCall(null, "size", 5);
        assertCall(7, "ifnull", "MISSING", 7);
        assertCall(null, "NULLIF", 7, 7);
        assertCall(7, "if_not_exists", "MISSING", 7);
        assertCall(null, "if_not_exists", null, 7);
        assertEquals(new ListValue(List.of(NumberValue.ONE, NumberValue.ONE)), call("list_append", list, list));
        assertEquals(set, call("set_add", "MISSING", set));
        assertNull(call("set_delete", set, set));
        assertFails(ErrorCode.INVALID_OPERAND_TYPE, "set_add", "text", set);
        assertFails(ErrorCode.INVALID_OPERAND_TYPE, "list_append", "text", list);
        assertEquals(BoolValue.TRUE, call("missing", "MISSING"));
    }

    @Test
    void everyNameIsFoundInAnyCase() {
        assertFalse(Functions.names().isEmpty());
        for (String name : Functions.names()) {
            assertEquals(Functions.get(name), Functions.get(name.toLowerCase(Locale.ROOT)));
        }
    }
}
