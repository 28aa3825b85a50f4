package io.itemql.jdbc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.itemql.error.ErrorCode;
import io.itemql.item.AttributeValue;
import io.itemql.item.Item;
import io.itemql.item.MapValue;
import io.itemql.item.NullValue;
import io.itemql.item.NumberValue;
import io.itemql.item.StringValue;
import io.itemql.plan.value.TimestampValue;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.Date;
import java.sql.DriverManager;
import java.sql.JDBCType;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Calendar;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values out of and into items, beside H2 where both have the type. */
class ConversionsTest {
    private Connection connection;
    private Statement statement;

    @BeforeEach
    void open() throws SQLException {
        connection = DriverManager.getConnection("jdbc:itemql:mem:");
        statement = connection.createStatement();
        statement.execute("CREATE TABLE things (id VARCHAR PARTITION KEY, day DATE, at TIMESTAMP, clock TIME)");
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    /** The value of an attribute that was bound as a parameter, with the result set on its row. */
    private ResultSet stored(Object value) throws SQLException {
        return storedAs("v", value);
    }

    private ResultSet storedAs(String attribute, Object value) throws SQLException {
        try (PreparedStatement upsert =
                connection.prepareStatement("UPSERT INTO things (id, " + attribute + ") VALUES ('1', ?)")) {
            upsert.setObject(1, value);
            upsert.executeUpdate();
        }
        ResultSet rows = statement.executeQuery("SELECT " + attribute + " FROM things WHERE id = '1'");
        assertTrue(rows.next());
        return rows;
    }

    private static void assertFails(ErrorCode expected, Executable action) {
        SQLException failure = assertThrows(SQLException.class, action);
        assertEquals(expected.vendorCode(), failure.getErrorCode(), failure.getMessage());
    }

    /** A reading of the first column. */
    @FunctionalInterface
    private interface Reading {
        Object of(ResultSet rows) throws SQLException;
    }

    private static final Map<String, Reading> READINGS = readings();

    private static Map<String, Reading> readings() {
        Map<String, Reading> readings = new LinkedHashMap<>();
        readings.put("getString", rows -> rows.getString(1));
        readings.put("getBoolean", rows -> rows.getBoolean(1));
        readings.put("getByte", rows -> rows.getByte(1));
        readings.put("getShort", rows -> rows.getShort(1));
        readings.put("getInt", rows -> rows.getInt(1));
        readings.put("getLong", rows -> rows.getLong(1));
        readings.put("getFloat", rows -> rows.getFloat(1));
        readings.put("getDouble", rows -> rows.getDouble(1));
        readings.put("getBigDecimal", rows -> rows.getBigDecimal(1));
        readings.put("getObject", rows -> rows.getObject(1));
        readings.put("getObject(Long)", rows -> rows.getObject(1, Long.class));
        readings.put("getObject(String)", rows -> rows.getObject(1, String.class));
        readings.put("getDate", rows -> rows.getDate(1));
        readings.put("getTimestamp", rows -> rows.getTimestamp(1));
        readings.put("getObject(LocalDate)", rows -> rows.getObject(1, LocalDate.class));
        return readings;
    }

    /** The outcome of a reading: what it gives, or that it fails, and whether it was null. */
    private static String outcome(Reading reading, ResultSet rows) {
        try {
            Object value = reading.of(rows);
            String text =
                    value instanceof Number number ? new BigDecimal(number.toString()).toPlainString() : "" + value;
            // H2 writes TRUE, JSON and PartiQL true.
            return text.toLowerCase(Locale.ROOT) + (rows.wasNull() ? " null" : "");
        } catch (SQLException e) {
            return "fails";
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'abc'",
                "'17'",
                "'true'",
                "'2024-02-29'",
                "CAST(0 AS BIGINT)",
                "CAST(127 AS BIGINT)",
                "CAST(128 AS BIGINT)",
                "CAST(-32769 AS BIGINT)",
                "CAST(3000000000 AS BIGINT)",
                "CAST(-9223372036854775808 AS BIGINT)",
                "CAST(NULL AS BIGINT)",
                "CAST(NULL AS VARCHAR)",
                "TRUE",
                "FALSE"
            })
    void readsAsH2Does(String expression) throws SQLException {
        try (Connection h2 = DriverManager.getConnection("jdbc:h2:mem:");
                ResultSet theirs = h2.createStatement().executeQuery("SELECT " + expression);
                ResultSet ours = statement.executeQuery("SELECT " + expression)) {
            assertTrue(theirs.next());
            assertTrue(ours.next());
            for (Map.Entry<String, Reading> reading : READINGS.entrySet()) {
                boolean number =
                        expression.startsWith("CAST") || expression.equals("TRUE") || expression.equals("FALSE");
                boolean temporal =
                        reading.getKey().contains("Date") || reading.getKey().contains("Timestamp");
                if (!(number && temporal && !expression.contains("NULL"))) {
                    assertEquals(
                            outcome(reading.getValue(), theirs),
                            outcome(reading.getValue(), ours),
                            reading.getKey() + " of " + expression);
                }
            }
        }
    }

    @Test
    void numbersAreExactAndRangesAreChecked() throws SQLException {
        ResultSet rows = stored(new BigDecimal("36.22"));
        assertEquals(new BigDecimal("36.22"), rows.getObject(1));
        assertEquals(36, rows.getInt(1));
        assertEquals(36.22, rows.getDouble(1));
        assertEquals(BigInteger.valueOf(36), rows.getObject(1, BigInteger.class));
        assertEquals("36.22", rows.getString(1));
        rows = stored(new BigDecimal("12345678901234567890123456789012345678"));
        assertEquals("12345678901234567890123456789012345678", rows.getString(1));
        ResultSet large = rows;
        assertFails(ErrorCode.VALUE_OUT_OF_RANGE, () -> large.getLong(1));
        ResultSet huge = stored(new BigDecimal("1E+125"));
        assertFails(ErrorCode.VALUE_OUT_OF_RANGE, () -> huge.getLong(1));
        assertFails(ErrorCode.VALUE_OUT_OF_RANGE, () -> huge.getFloat(1));
        assertEquals(1e125, huge.getDouble(1));
        ResultSet text = stored("1E999999999");
        assertFails(ErrorCode.CAST_FAILED, () -> text.getLong(1));
        assertFails(ErrorCode.CAST_FAILED, () -> stored("abc").getInt(1));
        assertFails(ErrorCode.NOT_A_NUMBER, () -> stored(Double.NaN));
        assertEquals(0.1, stored(0.1).getDouble(1));
        assertEquals("0.1", stored(0.1f).getString(1));
        assertEquals(7L, stored((byte) 7).getObject(1));
    }

    @Test
    void documentsAreJsonTextsAndJavaCollections() throws SQLException {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("n", 1);
        map.put("list", Arrays.asList("x", null, 2.5, true));
        map.put("set", Set.of("s"));
        map.put("bytes", new byte[] {1, 2});
        ResultSet rows = stored(map);
        assertEquals("{\"n\":1,\"list\":[\"x\",null,2.5,true],\"set\":[\"s\"],\"bytes\":\"AQI=\"}", rows.getString(1));
        assertEquals(rows.getString(1), rows.getObject(1));
        Map<?, ?> read = rows.getObject(1, Map.class);
        assertEquals(1L, read.get("n"));
        assertEquals(Arrays.asList("x", null, new BigDecimal("2.5"), true), read.get("list"));
        assertEquals(Set.of("s"), read.get("set"));
        assertArrayEquals(new byte[] {1, 2}, (byte[]) read.get("bytes"));
        assertEquals(MapValue.class, rows.getObject(1, AttributeValue.class).getClass());
        assertEquals(NumberValue.ONE, rows.getObject(1, Item.class).get("n"));
        assertFails(ErrorCode.CONVERSION_UNSUPPORTED, () -> rows.getObject(1, List.class));
        assertFails(ErrorCode.CONVERSION_UNSUPPORTED, () -> rows.getInt(1));
        assertFails(ErrorCode.CONVERSION_UNSUPPORTED, () -> rows.getObject(1, Thread.class));
        ResultSet item = statement.executeQuery("SELECT _item FROM things WHERE id = '1'");
        assertTrue(item.next());
        assertEquals(new StringValue("1"), item.getObject(1, Item.class).get("id"));
    }

    @Test
    void listsAndSetsAreArrays() throws SQLException {
        Array list = stored(Arrays.asList(1, null, 3)).getArray(1);
        assertEquals(Types.BIGINT, list.getBaseType());
        assertArrayEquals(new Object[] {1L, null, 3L}, (Object[]) list.getArray());
        assertArrayEquals(new Object[] {3L}, (Object[]) list.getArray(3, 5));
        assertEquals("[1, null, 3]", list.toString());
        for (long index : new long[] {4, 5, 0, -1, Long.MAX_VALUE, Long.MIN_VALUE}) {
            assertFails(ErrorCode.INVALID_JDBC_ARGUMENT, () -> list.getArray(index, 1));
            assertFails(ErrorCode.INVALID_JDBC_ARGUMENT, () -> list.getResultSet(index, 1));
        }
        assertArrayEquals(
                new Object[0], (Object[]) stored(List.of()).getArray(1).getArray(1, 1));
        ResultSet elements = list.getResultSet();
        assertTrue(elements.next());
        assertEquals(1, elements.getInt("INDEX"));
        assertEquals(1L, elements.getObject("VALUE"));
        Array set = stored(Set.of(new BigDecimal("1.5"), 2)).getArray(1);
        assertEquals("DECIMAL", set.getBaseTypeName());
        ResultSet rows = stored(connection.createArrayOf("VARCHAR", new Object[] {"a", "b"}));
        assertEquals(List.of("a", "b"), rows.getObject(1, List.class));
        assertFails(ErrorCode.CONVERSION_UNSUPPORTED, () -> rows.getObject(1, Set.class));
        assertEquals(List.of(1L, 2L), stored(new int[] {1, 2}).getObject(1, List.class));
        assertFails(ErrorCode.UNSUPPORTED_PARAMETER_TYPE, () -> stored(Set.of(1, "a")));
        assertFails(ErrorCode.UNSUPPORTED_PARAMETER_TYPE, () -> stored(Map.of(1, "a")));
    }

    @Test
    void nullAndMissingReadAsNullAndCanBeToldApart() throws SQLException {
        ResultSet rows = stored(null);
        assertNull(rows.getString(1));
        assertTrue(rows.wasNull());
        assertEquals(0, rows.getInt(1));
        assertTrue(rows.wasNull());
        assertFalse(rows.getBoolean(1));
        assertSame(NullValue.NULL, rows.getObject(1, AttributeValue.class));
        assertTrue(rows.wasNull());
        statement.execute("UPSERT INTO things VALUE {'id': '1', 'other': 1}");
        ResultSet missing = statement.executeQuery("SELECT v FROM things WHERE id = '1'");
        assertTrue(missing.next());
        assertNull(missing.getObject(1, AttributeValue.class));
        assertTrue(missing.wasNull());
    }

    @Test
    void datesAndTimes() throws SQLException {
        ResultSet rows = storedAs("day", "2024-02-29");
        assertEquals(Date.valueOf("2024-02-29"), rows.getObject(1));
        assertEquals(LocalDate.of(2024, 2, 29), rows.getObject(1, LocalDate.class));
        assertEquals("2024-02-29", rows.getString(1));
        assertEquals(Types.DATE, rows.getMetaData().getColumnType(1));
        assertEquals("not a day", storedAs("day", "not a day").getObject(1));
        ResultSet wrong = storedAs("day", "not a day");
        assertFails(ErrorCode.INVALID_DATETIME, () -> wrong.getDate(1));

        LocalDateTime moment = LocalDateTime.of(2024, 2, 29, 12, 30, 15, 123_456_789);
        rows = storedAs("at", Timestamp.valueOf(moment));
        assertEquals(Timestamp.valueOf(moment), rows.getTimestamp(1));
        assertEquals(moment, rows.getObject(1, LocalDateTime.class));
        assertEquals(moment.toLocalTime(), rows.getObject(1, LocalTime.class));
        assertEquals(moment.atZone(TimestampValue.ZONE).toInstant(), rows.getObject(1, Instant.class));
        Instant instant = Instant.parse("2024-01-01T00:00:00Z");
        assertEquals(
                instant,
                storedAs("at", "2024-01-01T02:00:00+02:00").getTimestamp(1).toInstant());
        assertEquals(
                instant,
                storedAs("at", instant.getEpochSecond()).getTimestamp(1).toInstant());
        assertEquals(
                instant, storedAs("at", instant.toEpochMilli()).getTimestamp(1).toInstant());
        assertEquals(instant, storedAs("at", instant).getObject(1, Instant.class));
        Calendar utc = Calendar.getInstance(TimeZone.getTimeZone("UTC"));
        assertEquals(
                instant,
                storedAs("at", "2024-01-01T00:00:00").getTimestamp(1, utc).toInstant());
        rows = storedAs("clock", LocalTime.of(1, 2, 3, 4_000_000));
        assertEquals(LocalTime.of(1, 2, 3, 4_000_000), rows.getObject(1, LocalTime.class));
        assertEquals(Time.valueOf("01:02:03").getTime() + 4, rows.getTime(1).getTime());
        try (PreparedStatement upsert = connection.prepareStatement("UPSERT INTO things (id, at) VALUES ('1', ?)")) {
            upsert.setTimestamp(1, Timestamp.from(instant), utc);
            upsert.executeUpdate();
        }
        ResultSet zoned = statement.executeQuery("SELECT at FROM things WHERE id = '1'");
        assertTrue(zoned.next());
        assertEquals("2024-01-01T00:00:00", zoned.getString(1));
        assertEquals(LocalDateTime.ofInstant(instant, ZoneOffset.UTC), zoned.getObject(1, LocalDateTime.class));
    }

    /** A column of parameters has no type of its own: what was given comes back. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT ? AS x",
                "SELECT ? AS x FROM things",
                "SELECT ? AS x FROM things WHERE id = '1'",
                "SELECT x FROM (SELECT ? AS x FROM things) AS d ORDER BY x",
                "SELECT CASE WHEN a.id = '1' THEN ? END AS x FROM things a JOIN things b ON a.id = b.id",
                "WITH q AS (SELECT DISTINCT ? AS x FROM things) SELECT x FROM q",
                "UPSERT INTO things (id) VALUES ('1') RETURNING ? AS x"
            })
    void parametersInTheSelectListComeBackAsGiven(String sql) throws SQLException {
        stored("a");
        Map<Object, Object> expected = new LinkedHashMap<>();
        expected.put(5, 5L);
        expected.put(new BigDecimal("1.5"), new BigDecimal("1.5"));
        expected.put("text", "text");
        expected.put(true, true);
        expected.put(Date.valueOf("2024-02-29"), Date.valueOf("2024-02-29"));
        expected.put(Time.valueOf("10:11:12"), Time.valueOf("10:11:12"));
        expected.put(Timestamp.valueOf("2024-02-29 10:11:12.5"), Timestamp.valueOf("2024-02-29 10:11:12.5"));
        expected.put(List.of(1, "b"), "[1,\"b\"]");
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            for (Map.Entry<Object, Object> value : expected.entrySet()) {
                query.setObject(1, value.getKey());
                assertTrue(query.execute());
                ResultSet rows = query.getResultSet();
                assertTrue(rows.next());
                assertEquals(value.getValue(), rows.getObject("x"));
                assertEquals(value.getValue(), rows.getObject("x", Object.class));
                assertEquals("java.lang.Object", rows.getMetaData().getColumnClassName(1));
            }
            query.setBytes(1, new byte[] {1, 2});
            assertTrue(query.execute());
            ResultSet rows = query.getResultSet();
            assertTrue(rows.next());
            assertArrayEquals(new byte[] {1, 2}, (byte[]) rows.getObject(1));
            query.setNull(1, Types.INTEGER);
            assertTrue(query.execute());
            rows = query.getResultSet();
            assertTrue(rows.next());
            assertNull(rows.getObject(1));
        }
    }

    /** Messages name the types of SQL, not the classes that carry them. */
    @Test
    void messagesNameTypes() throws SQLException {
        ResultSet rows = statement.executeQuery("SELECT DATE '2024-01-01', TIME '10:00:00', TIMESTAMP '2024-01-01"
                + " 10:00:00', INTERVAL '1' DAY, 5, CAST(x'00' AS VARBINARY), [1]");
        assertTrue(rows.next());
        List<String> types = List.of("DATE", "TIME", "TIMESTAMP", "INTERVAL");
        for (int i = 0; i < types.size(); i++) {
            int column = i + 1;
            SQLException failure = assertThrows(SQLException.class, () -> rows.getInt(column));
            assertTrue(failure.getMessage().contains("type " + types.get(i) + " cannot"), failure.getMessage());
        }
        SQLException failure = assertThrows(SQLException.class, () -> connection.unwrap(String.class));
        assertEquals("This object of ItemQL is no java.lang.String", failure.getMessage());
    }

    @Test
    void bytesStreamsAndLocators() throws SQLException {
        ResultSet rows = stored(new byte[] {1, 2, 3});
        assertArrayEquals(new byte[] {1, 2, 3}, (byte[]) rows.getObject(1));
        assertEquals("AQID", rows.getString(1));
        Blob blob = rows.getBlob(1);
        assertEquals(3, blob.length());
        assertEquals(2, blob.position(new byte[] {2}, 1));
        assertFails(ErrorCode.CONVERSION_UNSUPPORTED, () -> rows.getInt(1));
        assertArrayEquals(new byte[] {1, 2, 3}, stored(blob).getBytes(1));
        Clob clob = connection.createClob();
        clob.setString(1, "hello");
        assertEquals("ell", clob.getSubString(2, 3));
        assertEquals("hello", stored(clob).getString(1));
        assertArrayEquals(
                "hello".getBytes(StandardCharsets.UTF_8), stored("hello").getBytes(1));
        try (PreparedStatement upsert =
                connection.prepareStatement("UPSERT INTO things (id, a, b, c) VALUES ('1', ?, ?, ?)")) {
            upsert.setBinaryStream(1, new ByteArrayInputStream(new byte[] {9, 8}));
            upsert.setCharacterStream(2, new StringReader("abc"), 2);
            upsert.setAsciiStream(3, new ByteArrayInputStream("xyz".getBytes(StandardCharsets.US_ASCII)));
            upsert.executeUpdate();
        }
        ResultSet read = statement.executeQuery("SELECT a, b, c FROM things WHERE id = '1'");
        assertTrue(read.next());
        assertArrayEquals(new byte[] {9, 8}, read.getBytes("A"));
        assertEquals("ab", read.getString("B"));
        assertEquals("xyz", read.getString("c"));
    }

    @Test
    void targetTypesConvertParameters() throws SQLException {
        UUID uuid = UUID.randomUUID();
        assertEquals(uuid, stored(uuid).getObject(1, UUID.class));
        Object[][] cases = {
            {"12", Types.BIGINT, 12L},
            {12, Types.VARCHAR, "12"},
            {"true", Types.BOOLEAN, true},
            {1, Types.BIT, true},
            {true, Types.INTEGER, 1L},
            {new BigDecimal("3.5"), Types.INTEGER, 4L},
            {"-1.4", Types.BIGINT, -1L},
            {1e3, Types.SMALLINT, 1000L},
            {"2024-02-29", Types.DATE, "2024-02-29"},
            {Timestamp.valueOf("2024-02-29 12:34:56"), Types.CHAR, "2024-02-29 12:34:56"},
            {Timestamp.valueOf("2024-02-29 12:34:56.5"), Types.LONGVARCHAR, "2024-02-29 12:34:56.5"},
            {Timestamp.valueOf("2024-02-29 12:34:56"), Types.TIMESTAMP, "2024-02-29T12:34:56"},
            {Date.valueOf("2024-02-29"), Types.VARCHAR, "2024-02-29"},
            {null, Types.INTEGER, null},
        };
        for (Object[] each : cases) {
            try (PreparedStatement select = connection.prepareStatement("UPSERT INTO things (id, v) VALUES ('1', ?)")) {
                select.setObject(1, each[0], (Integer) each[1]);
                select.executeUpdate();
                select.setObject(1, each[0], JDBCType.valueOf((Integer) each[1]));
                select.executeUpdate();
            }
            ResultSet rows = statement.executeQuery("SELECT v FROM things WHERE id = '1'");
            assertTrue(rows.next());
            assertEquals(each[2], rows.getObject(1), Arrays.toString(each));
        }
        try (PreparedStatement upsert = connection.prepareStatement("UPSERT INTO things (id, v) VALUES ('1', ?)")) {
            upsert.setObject(1, "2.345", Types.DECIMAL, 2);
            upsert.executeUpdate();
            assertFails(ErrorCode.UNSUPPORTED, () -> upsert.setObject(1, "x", Types.ROWID));
            assertFails(ErrorCode.CAST_FAILED, () -> upsert.setObject(1, "x", Types.INTEGER));
            assertFails(ErrorCode.VALUE_OUT_OF_RANGE, () -> upsert.setObject(1, 3_000_000_000L, Types.INTEGER));
            assertFails(ErrorCode.VALUE_OUT_OF_RANGE, () -> upsert.setObject(1, 127.5, Types.TINYINT));
            assertFails(ErrorCode.VALUE_OUT_OF_RANGE, () -> upsert.setObject(1, 1e100, Types.BIGINT));
        }
        ResultSet rows = statement.executeQuery("SELECT v FROM things WHERE id = '1'");
        assertTrue(rows.next());
        assertEquals(new BigDecimal("2.35"), rows.getBigDecimal(1));
    }
}
