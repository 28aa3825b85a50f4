package io.itemql.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.Date;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.List;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Dates have the years 0001 to 9999: those that java.sql tells apart and whose texts sort by time. */
@SuppressWarnings("JavaUtilDate") // JDBC speaks it
class YearsTest {
    private Connection connection;

    @BeforeEach
    void open() throws SQLException {
        connection = DriverManager.getConnection("jdbc:itemql:mem:");
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    static List<Object> beyond() {
        return List.of(
                Date.valueOf(LocalDate.of(-43, 3, 15)),
                Date.valueOf(LocalDate.of(0, 12, 31)),
                Timestamp.valueOf(LocalDateTime.of(0, 12, 31, 23, 59, 59)),
                Timestamp.valueOf(LocalDateTime.of(-43, 3, 15, 12, 0)),
                Timestamp.valueOf(LocalDateTime.of(10_000, 1, 1, 0, 0)),
                new Date(Long.MAX_VALUE),
                new Date(Long.MIN_VALUE),
                new Timestamp(Long.MIN_VALUE),
                new Timestamp(Long.MAX_VALUE),
                new java.util.Date(Long.MAX_VALUE),
                new java.util.Date(Long.MIN_VALUE),
                LocalDate.MAX,
                LocalDate.MIN,
                LocalDate.of(-43, 3, 15),
                LocalDate.of(10_000, 1, 1),
                LocalDateTime.MAX,
                LocalDateTime.MIN,
                Instant.MAX,
                Instant.MIN,
                OffsetDateTime.MAX,
                OffsetDateTime.MIN,
                ZonedDateTime.of(LocalDateTime.MAX, ZoneOffset.MIN));
    }

    @ParameterizedTest
    @MethodSource("beyond")
    void aParameterOfAnotherYearIsRefused(Object moment) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT ?")) {
            SQLException refusal = assertThrows(SQLException.class, () -> statement.setObject(1, moment));
            assertEquals("22007", refusal.getSQLState());
            assertTrue(refusal.getMessage().contains("expected one of the years 0001 to 9999"), refusal.getMessage());
            Calendar utc = Calendar.getInstance(TimeZone.getTimeZone("UTC"));
            if (moment instanceof Date date) {
                assertEquals("22007", state(() -> statement.setDate(1, date)));
                assertEquals("22007", state(() -> statement.setDate(1, date, utc)));
            }
            if (moment instanceof Timestamp timestamp) {
                assertEquals("22007", state(() -> statement.setTimestamp(1, timestamp)));
                assertEquals("22007", state(() -> statement.setTimestamp(1, timestamp, utc)));
            }
        }
    }

    private static String state(Executable call) {
        return assertThrows(SQLException.class, call).getSQLState();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"0001-01-01", "0044-03-15", "0999-12-31", "1000-01-01", "1582-10-04", "1582-10-15", "9999-12-31"
            })
    void theYearsInBetweenComeBack(String day) throws SQLException {
        LocalDate date = LocalDate.parse(day);
        try (PreparedStatement statement = connection.prepareStatement("SELECT ?, ?, ?")) {
            statement.setDate(1, Date.valueOf(day));
            statement.setTimestamp(2, Timestamp.valueOf(day + " 23:59:59.999999999"));
            statement.setObject(3, date);
            try (ResultSet rows = statement.executeQuery()) {
                assertTrue(rows.next());
                assertEquals(day, rows.getString(1));
                assertEquals(Date.valueOf(day), rows.getDate(1));
                assertEquals(date, rows.getObject(1, LocalDate.class));
                assertEquals(day + "T23:59:59.999999999", rows.getString(2));
                assertEquals(Timestamp.valueOf(day + " 23:59:59.999999999"), rows.getTimestamp(2));
                assertEquals(date, rows.getObject(3, LocalDate.class));
            }
        }
    }

    /** Neither a number nor a text nor a sum is a moment of another year. */
    @Test
    void noResultHasAnotherYear() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE t (id INT PARTITION KEY, d DATE, ts TIMESTAMP)");
            statement.execute("INSERT INTO t VALUES (1, -800000, -12345678901234567890), (2, '0000-05-05', 9.9e125),"
                    + " (3, '-0043-03-15', '0000-05-05 10:00:00'), (4, 99999999999, 253402300800000)");
            try (ResultSet rows = statement.executeQuery("SELECT d, ts FROM t ORDER BY id")) {
                while (rows.next()) {
                    for (int i = 1; i <= 2; i++) {
                        int column = i;
                        assertEquals("22007", state(() -> rows.getTimestamp(column)));
                        assertEquals("22007", state(() -> rows.getDate(column)));
                        assertEquals("22007", state(() -> rows.getObject(column, java.util.Date.class)));
                        assertEquals("22007", state(() -> rows.getObject(column, Instant.class)));
                    }
                }
            }
            for (String sql : List.of(
                    "SELECT DATE '0001-01-01' - INTERVAL '1' DAY",
                    "SELECT DATE '9999-12-31' + 1",
                    "SELECT TIMESTAMPADD(YEAR, 8000, DATE '2024-01-01')",
                    "SELECT MAKE_DATE(0, 1, 1)",
                    "SELECT TO_DATE('0000-01-01', 'YYYY-MM-DD')",
                    "SELECT DATE '0000-01-01'")) {
                assertEquals(
                        "22007",
                        state(() -> {
                            try (ResultSet rows = statement.executeQuery(sql)) {
                                rows.next();
                                rows.getString(1);
                            }
                        }),
                        sql);
            }
            try (ResultSet rows = statement.executeQuery("SELECT DATE_TRUNC('decade', DATE '0005-05-05')")) {
                assertTrue(rows.next());
                assertEquals("0001-01-01T00:00:00", rows.getString(1));
            }
        }
    }
}
