package io.itemql.tck.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.AttributeValue;
import io.itemql.item.BinaryValue;
import io.itemql.item.BoolValue;
import io.itemql.item.Item;
import io.itemql.item.ListValue;
import io.itemql.item.MapValue;
import io.itemql.item.NullValue;
import io.itemql.item.NumberValue;
import io.itemql.item.StringSetValue;
import io.itemql.item.StringValue;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NaiveDatabaseTest {
    private static final NaiveDatabase DATABASE = new NaiveDatabase(Map.of(
            "mix",
            NaiveTable.of(
                    List.of("id"),
                    List.of(
                            item("id", 1, "v", 5, "city", "Pune"),
                            item("id", 2, "v", "5", "city", "Delhi"),
                            item("id", 3, "v", NullValue.NULL),
                            item("id", 4, "city", "Pune", "tags", tags("a", "b")),
                            item("id", 5, "v", NumberValue.parse("5.0"), "doc", document()),
                            item("id", 6, "v", BoolValue.TRUE, "b", BinaryValue.of(new byte[] {1, 2})))),
            "cities",
            NaiveTable.of(List.of("name"), List.of(item("name", "Pune", "state", "MH"), item("name", "Goa"))),
            "none",
            NaiveTable.of(List.of("id"), List.of())));

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '`',
            value = {
                "SELECT id FROM mix WHERE v = 5 # 1; 5",
                "SELECT id FROM mix WHERE v <> 5 # ``",
                "SELECT id FROM mix WHERE NOT v = 5 # ``",
                "SELECT id FROM mix WHERE v = '5' # 2",
                "SELECT id FROM mix WHERE v IS NULL # 3; 4",
                "SELECT id FROM mix WHERE v IS MISSING # 4",
                "SELECT id FROM mix WHERE v IS NOT MISSING AND v IS NULL # 3",
                "SELECT id FROM mix WHERE v = NULL # ``",
                "SELECT id FROM mix WHERE v # 6",
                "SELECT id FROM mix WHERE v = TRUE # 6",
                "SELECT id FROM mix WHERE v IN (5, 'x', NULL) # 1; 5",
                "SELECT id FROM mix WHERE v NOT IN (7, NULL) # ``",
                "SELECT id FROM mix WHERE v NOT IN (7) # 1; 5",
                "SELECT id FROM mix WHERE v BETWEEN 4 AND 6 # 1; 5",
                "SELECT id FROM mix WHERE v < 'a' # 2",
                "SELECT id FROM mix WHERE v IS STRING OR v IS BOOL # 2; 6",
                "SELECT id FROM mix WHERE contains(tags, 'a') # 4",
                "SELECT id FROM mix WHERE 'b' IN tags # 4",
                "SELECT id FROM mix WHERE tags = <<'b', 'a'>> # 4",
                "SELECT id FROM mix WHERE size(tags) = 2 # 4",
                "SELECT id FROM mix WHERE b = X'0102' # 6",
                "SELECT id FROM mix WHERE doc.list[1].x = 1.0 # 5",
                "SELECT id FROM mix WHERE doc['list'] IS LIST # 5",
                "SELECT id FROM mix WHERE attribute_exists(v) AND attribute_type(v, 'S') # 2",
                "SELECT id FROM mix WHERE begins_with(city, 'P') # 1; 4",
                "SELECT id FROM mix WHERE city LIKE '_u%e' # 1; 4",
                "SELECT id FROM mix WHERE (v = 5 OR city = 'Pune') AND NOT (id = 1) # 4; 5",
            })
    void where(String statement, String expected) {
        assertRows(expected, statement + " ORDER BY id");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '`',
            value = {
                "5 / 2 # 2.5",
                "1 / 3 # 0.33333333333333333333333333333333333333",
                "2 / 3 # 0.66666666666666666666666666666666666667",
                "1 + 2 * 3 - -4 # 11",
                "7 % 4 # 3",
                "1 + 'a' # null",
                "CAST(2.5 AS INTEGER) # 3",
                "CAST(-2.5 AS BIGINT) # -3",
                "CAST('12' AS DECIMAL) # 12",
                "CAST(1.50 AS VARCHAR) # '1.5'",
                "CASE WHEN NULL THEN 1 ELSE 2 END # 2",
                "CASE 1.0 WHEN 1 THEN 'one' END # 'one'",
                "COALESCE(NULL, MISSING, 3) # 3",
                "NULLIF(1, 1e0) # null",
                "NULL AND FALSE # false",
                "NULL OR TRUE # true",
                "NOT NULL # null",
                "NULL IS NULL # true",
                "1 = 1.00 # true",
                "'1' = 1 # null",
                "[1, 'a'] = [1.0, 'a'] # true",
                "{'a': 1, 'b': 2} = {'b': 2, 'a': 1} # true",
                "[1] < [2] # null",
                "UPPER('aé') || LOWER('B') # 'AÉb'",
                "SUBSTRING('hello' FROM 2 FOR 3) # 'ell'",
                "TRIM('  a ') # 'a'",
                "ROUND(2.345, 2) # 2.35",
                "FLOOR(-1.5) # -2",
                "ABS(-3) # 3",
                "LENGTH('abc') # 3",
                "'a%' LIKE 'a!%' ESCAPE '!' # true",
                "? + 1 # 42",
            })
    void expressions(String expression, String expected) {
        NaiveResult result = DATABASE.query("SELECT " + expression, List.of(NumberValue.of(41)));
        assertEquals(expected, text(result));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '`',
            value = {
                "SELECT COUNT(*), COUNT(v), COUNT(DISTINCT v), SUM(v), AVG(v) FROM mix # 6, 4, 3, 10, 5",
                "SELECT COUNT(*), SUM(id) FROM none # 0, null",
                "SELECT id FROM none GROUP BY id # ``",
                "SELECT v, COUNT(*) FROM mix GROUP BY v ORDER BY 1 # 5, 2; '5', 1; true, 1; null, 2",
                "SELECT k, (SELECT COUNT(*) FROM g AS x WHERE x.m.v IS NOT MISSING) FROM mix m GROUP BY city AS k GROUP AS g"
                        + " ORDER BY k # 'Delhi', 1; 'Pune', 1; null, 3",
                "SELECT city, COUNT(*) AS n FROM mix GROUP BY city HAVING COUNT(*) > 1 ORDER BY n, city DESC"
                        + " # 'Pune', 2; null, 3",
                "SELECT MIN(v), MAX(v) FROM mix # 5, true",
                "SELECT DISTINCT v FROM mix ORDER BY v DESC # null; true; '5'; 5",
                "SELECT v FROM mix ORDER BY v NULLS FIRST, id LIMIT 3 # null; null; 5",
                "SELECT id FROM mix ORDER BY id DESC LIMIT 2 OFFSET 1 # 5; 4",
                "SELECT id FROM mix ORDER BY id OFFSET 4 ROWS FETCH NEXT 9 ROWS ONLY # 5; 6",
                "SELECT id + 1 AS next FROM mix WHERE id < 3 ORDER BY -id # 3; 2",
                "SELECT name FROM cities UNION SELECT city FROM mix ORDER BY 1 # 'Delhi'; 'Goa'; 'Pune'; null",
                "SELECT city FROM mix EXCEPT SELECT name FROM cities ORDER BY city # 'Delhi'; null",
                "SELECT city FROM mix INTERSECT ALL SELECT name FROM cities # 'Pune'",
                "SELECT city FROM mix EXCEPT ALL SELECT name FROM cities ORDER BY 1 # 'Delhi'; 'Pune'; null; null; null",
                "SELECT m.id, c.state FROM mix m JOIN cities c ON m.city = c.name ORDER BY id # 1, 'MH'; 4, 'MH'",
                "SELECT c.name, m.id FROM cities c LEFT JOIN mix m ON m.city = c.name ORDER BY 2"
                        + " # 'Pune', 1; 'Pune', 4; 'Goa', null",
                "SELECT m.id, t FROM mix m, m.tags t ORDER BY t # 4, 'a'; 4, 'b'",
                "SELECT m.id, e.x, i FROM mix m, m.doc.list e AT i ORDER BY i # 5, null, 0; 5, 1, 1",
                "SELECT id FROM mix WHERE city IN (SELECT name FROM cities) ORDER BY 1 # 1; 4",
                "SELECT name FROM cities WHERE EXISTS (SELECT 1 FROM mix WHERE city = cities.name) # 'Pune'",
                "SELECT name FROM cities c WHERE (SELECT COUNT(*) FROM mix WHERE city = c.name) = 0 # 'Goa'",
                "WITH big(n) AS (SELECT id FROM mix WHERE id > 4) SELECT SUM(n) FROM big # 11",
                "SELECT d.n FROM (SELECT city, COUNT(*) AS n FROM mix GROUP BY city) d WHERE d.city = 'Pune' # 2",
                "SELECT * FROM cities ORDER BY name # 'Goa', null; 'Pune', 'MH'",
                "SELECT \"mix\".\"id\" FROM mix WHERE \"id\" = 1; # 1",
                "VALUES (1, 'a'), (2, 'b') # 1, 'a'; 2, 'b'",
            })
    void queries(String statement, String expected) {
        assertRows(expected, statement);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '`',
            value = {
                "SELECT ROW_NUMBER() OVER (ORDER BY id) FROM mix # UNSUPPORTED",
                "SELECT id FROM mix WHERE id = ANY (SELECT 1) # UNSUPPORTED",
                "UPDATE mix SET v = 1 # UNSUPPORTED",
                "SELECT id FROM nope # UNKNOWN_TABLE",
                "SELECT 1 / 0 # DIVISION_BY_ZERO",
                "SELECT (SELECT id FROM mix) # CARDINALITY_VIOLATION",
                "SELECT CAST('abc' AS INTEGER) # CAST_FAILED",
                "SELECT id FROM mix WHERE COUNT(*) > 1 # AGGREGATE_MISUSE",
                "SELECT id FROM mix LIMIT -1 # NEGATIVE_LIMIT",
            })
    void refuses(String statement, ErrorCode expected) {
        ItemException failure = assertThrows(ItemException.class, () -> DATABASE.query(statement, List.of()));
        assertEquals(expected, failure.code(), failure.getMessage());
    }

    @Test
    void orderAmongEqualRowsIsFreeAndLimitTakesAnyOfThem() {
        NaiveResult result = DATABASE.query("SELECT id FROM mix WHERE id < 4 ORDER BY city LIMIT 2", List.of());
        assertEquals("2; 1", text(result));
        NaiveResult tied = DATABASE.query("SELECT id FROM mix ORDER BY city LIMIT 2", List.of());
        assertEquals(true, tied.difference(rows(2, 1)).isEmpty());
        assertEquals(true, tied.difference(rows(2, 4)).isEmpty());
        assertEquals(false, tied.difference(rows(1, 2)).isEmpty());
        assertEquals(false, tied.difference(rows(2, 3)).isEmpty());
        assertEquals(false, tied.difference(rows(2)).isEmpty());
    }

    private static void assertRows(String expected, String statement) {
        assertEquals(expected == null ? "" : expected, text(DATABASE.query(statement, List.of())), statement);
    }

    private static String text(NaiveResult result) {
        return result.rows().stream()
                .map(row -> row.stream().map(String::valueOf).collect(Collectors.joining(", ")))
                .collect(Collectors.joining("; "));
    }

    private static List<List<AttributeValue>> rows(int... ids) {
        return Arrays.stream(ids)
                .mapToObj(id -> List.<AttributeValue>of(NumberValue.of(id)))
                .toList();
    }

    private static Item item(Object... namesAndValues) {
        Map<String, AttributeValue> attributes = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            attributes.put((String) namesAndValues[i], value(namesAndValues[i + 1]));
        }
        return Item.of(attributes);
    }

    private static AttributeValue value(Object value) {
        if (value instanceof Integer number) {
            return NumberValue.of(number);
        }
        return value instanceof String text ? new StringValue(text) : (AttributeValue) value;
    }

    private static AttributeValue tags(String... tags) {
        return StringSetValue.of(Arrays.stream(tags).map(StringValue::new).toList());
    }

    private static AttributeValue document() {
        return new MapValue(
                Map.of("list", new ListValue(List.of(NumberValue.of(7), new MapValue(Map.of("x", NumberValue.ONE))))));
    }
}
