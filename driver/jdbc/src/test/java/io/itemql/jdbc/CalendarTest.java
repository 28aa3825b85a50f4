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
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.TimeZone;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What calendars of users show is what is stored, and what is stored comes back as what they show. */
@SuppressWarnings("JavaUtilDate") // JDBC speaks it
class CalendarTest {
    private static final List<String> ZONES =
            List.of("UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Pacific/Apia", "Africa/Monrovia");

    private TimeZone zoneBefore;
    private Connection connection;
    private Statement statement;

    @BeforeEach
    void open() throws SQLException {
        zoneBefore = TimeZone.getDefault();
        connection = DriverManager.getConnection("jdbc:itemql:mem:");
        statement = connection.createStatement();
        statement.execute("CREATE TABLE t (k INTEGER PARTITION KEY, ts TIMESTAMP, d DATE, tm TIME)");
    }

    @AfterEach
    void close() throws SQLException {
        TimeZone.setDefault(zoneBefore);
        connection.close();
    }

    private ResultSet stored() throws SQLException {
        ResultSet rows = statement.executeQuery("SELECT ts, d, tm FROM t WHERE k = 1");
        assertTrue(rows.next());
        return rows;
    }

    private ResultSet storedByCalendar(Timestamp timestamp, Date date, Time time, Calendar calendar)
            throws SQLException {
        try (PreparedStatement upsert =
                connection.prepareStatement("UPSERT INTO t (k, ts, d, tm) VALUES (1, ?, ?, ?)")) {
            upsert.setTimestamp(1, timestamp, calendar);
            upsert.setDate(2, date, calendar);
            upsert.setTime(3, time, calendar);
            upsert.executeUpdate();
        }
        return stored();
    }

    static Stream<Arguments> daysInZones() {
        return Stream.of(
                        "0001-01-03",
                        "1500-03-01",
                        "1582-10-04",
                        "1582-10-15",
                        "1700-02-28",
                        "1850-06-15",
                        "1899-12-31",
                        "1900-01-01",
                        "1950-06-15",
                        "2024-07-01",
                        "9999-12-29")
                .flatMap(day -> ZONES.stream().map(zone -> Arguments.of(day, zone)));
    }

    /** The days before 1900 have other offsets in java.time, those before 1582 another calendar. */
    @ParameterizedTest
    @MethodSource("daysInZones")
    void aDayIsTheOneThatTheCalendarShows(String day, String zone) throws SQLException {
        TimeZone.setDefault(TimeZone.getTimeZone(zone));
        Timestamp timestamp = Timestamp.valueOf(day + " 12:30:15.123456789");
        Time time = Time.valueOf("23:59:58");
        Calendar calendar = Calendar.getInstance();
        ResultSet rows = storedByCalendar(timestamp, Date.valueOf(day), time, calendar);
        assertEquals(day + "T12:30:15.123456789", rows.getString(1));
        assertEquals(day, rows.getString(2));
        assertEquals("23:59:58", rows.getString(3));
        assertEquals(timestamp, rows.getTimestamp(1, calendar));
        assertEquals(timestamp, rows.getTimestamp(1));
        assertEquals(Date.valueOf(day), rows.getDate(2, calendar));
        assertEquals(Date.valueOf(day), rows.getDate(1, calendar));
        assertEquals(time, rows.getTime(3, calendar));
        assertEquals(timestamp, rows.getTimestamp(1, null));
        assertEquals(Date.valueOf(day), rows.getDate(2, null));
        assertEquals(time, rows.getTime(3, null));
    }

    /** A calendar that is not the JVM's, at random moments of all years; the seed is in the message. */
    @Test
    void randomMomentsComeBackAsTheyWere() throws SQLException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        long first = Instant.parse("0001-01-05T00:00:00Z").toEpochMilli();
        long last = Instant.parse("9999-12-25T00:00:00Z").toEpochMilli();
        for (int i = 0; i < 2_000; i++) {
            String zone = ZONES.get(random.nextInt(ZONES.size()));
            Calendar calendar = new GregorianCalendar(TimeZone.getTimeZone(zone), Locale.ROOT);
            if (random.nextInt(4) == 0) {
                calendar.setLenient(false);
            }
            Timestamp timestamp = new Timestamp(first + (long) (random.nextDouble() * (last - first)));
            calendar.setTimeInMillis(timestamp.getTime());
            if (calendar.get(Calendar.YEAR) < 1582 && calendar.get(Calendar.DAY_OF_YEAR) == 60) {
                continue;
            }
            Calendar fields = (Calendar) calendar.clone();
            calendar.setTimeInMillis(random.nextLong() >> 20);
            String what = timestamp.getTime() + " in " + zone + ", seed " + seed;
            ResultSet rows =
                    storedByCalendar(timestamp, new Date(timestamp.getTime()), new Time(timestamp.getTime()), calendar);
            assertEquals(text(fields), rows.getString(1), what);
            assertEquals(text(fields).substring(0, 10), rows.getString(2), what);
            Timestamp back = rows.getTimestamp(1, calendar);
            // Of an hour that clocks show twice, one comes back.
            assertTrue(Math.abs(back.getTime() - timestamp.getTime()) % 3_600_000 == 0, what);
            fields.setTimeInMillis(back.getTime());
            assertEquals(text(fields), rows.getString(1), what);
        }
    }

    private static String text(Calendar fields) {
        LocalDateTime shown = LocalDateTime.of(
                fields.get(Calendar.YEAR),
                fields.get(Calendar.MONTH) + 1,
                fields.get(Calendar.DAY_OF_MONTH),
                fields.get(Calendar.HOUR_OF_DAY),
                fields.get(Calendar.MINUTE),
                fields.get(Calendar.SECOND));
        int millis = fields.get(Calendar.MILLISECOND);
        String text = shown + (shown.getSecond() == 0 ? ":00" : "");
        return millis == 0
                ? text
                : text + String.format(Locale.ROOT, ".%03d", millis).replaceAll("0+$", "");
    }

    /** A text with an offset and a number of seconds are moments, which a calendar shows as its zone has it. */
    @ParameterizedTest
    @MethodSource("moments")
    void momentsAreShownByTheCalendar(String literal, String zone) throws SQLException {
        statement.execute("UPSERT INTO t (k, ts) VALUES (1, " + literal + ")");
        ResultSet rows = stored();
        Calendar calendar = Calendar.getInstance(TimeZone.getTimeZone(zone));
        long millis = Instant.parse("1874-12-07T20:30:00Z").toEpochMilli();
        assertEquals(millis, rows.getTimestamp(1, calendar).getTime());
        Calendar midnight = Calendar.getInstance(TimeZone.getTimeZone(zone));
        midnight.setTimeInMillis(millis);
        for (int field : new int[] {Calendar.HOUR_OF_DAY, Calendar.MINUTE, Calendar.SECOND, Calendar.MILLISECOND}) {
            midnight.set(field, 0);
        }
        assertEquals(midnight.getTimeInMillis(), rows.getDate(1, calendar).getTime());
    }

    /** Clocks show the hour from two to three twice, so the fields would not tell which of the two it is. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "1729989000",
                "1729992600",
                "'2024-10-27T00:30:00Z'",
                "'2024-10-27T02:30:00+01:00'",
                "'2024-10-27T02:30:00+02:00'"
            })
    void aMomentInTheHourThatComesTwiceStaysWhatItIs(String literal) throws SQLException {
        statement.execute("UPSERT INTO t (k, ts) VALUES (1, " + literal + ")");
        Instant moment = literal.startsWith("'")
                ? OffsetDateTime.parse(literal.replace("'", "")).toInstant()
                : Instant.ofEpochSecond(Long.parseLong(literal));
        Calendar zurich = Calendar.getInstance(TimeZone.getTimeZone("Europe/Zurich"));
        assertEquals(moment, stored().getTimestamp(1, zurich).toInstant());
    }

    static Stream<Arguments> moments() {
        return Stream.of("'1874-12-07T20:30:00Z'", "'1874-12-08T02:00:00+05:30'", "-2999993400", "-2999993400000")
                .flatMap(literal -> ZONES.stream().map(zone -> Arguments.of(literal, zone)));
    }

    /** Years are stored as ISO 8601 counts them, whichever calendar the program has. */
    @Test
    void aCalendarOfOtherYearsGivesItsZone() throws SQLException {
        Calendar buddhist = Calendar.getInstance(
                TimeZone.getTimeZone("Asia/Bangkok"), Locale.forLanguageTag("th-TH-u-ca-buddhist"));
        Timestamp timestamp = Timestamp.from(Instant.parse("2024-07-01T20:00:00Z"));
        ResultSet rows = storedByCalendar(timestamp, new Date(timestamp.getTime()), null, buddhist);
        assertEquals("2024-07-02T03:00:00", rows.getString(1));
        assertEquals(timestamp, rows.getTimestamp(1, buddhist));
        assertEquals("2024-07-02", rows.getString(2));
        assertEquals(null, rows.getTime(3, buddhist));
    }

    /** A day that only the calendar of java.sql has cannot be stored, and is not stored as its neighbour. */
    @Test
    void aLeapDayThatIsNoneInIsoIsRefused() throws SQLException {
        Date day = Date.valueOf("1500-02-28");
        day.setTime(day.getTime() + 86_400_000L);
        try (PreparedStatement query = connection.prepareStatement("SELECT ?")) {
            for (SQLException refusal : List.of(
                    assertThrows(SQLException.class, () -> query.setDate(1, day)),
                    assertThrows(SQLException.class, () -> query.setDate(1, day, Calendar.getInstance())))) {
                assertEquals("22007", refusal.getSQLState());
                assertTrue(refusal.getMessage().contains("1500-02-29 is not a date"), refusal.getMessage());
            }
        }
    }

    /** Whichever class carries a moment, the same is stored: what the JVM's clocks show. */
    @ParameterizedTest
    @MethodSource("zones")
    void allClassesOfMomentsAgree(String zone) throws SQLException {
        TimeZone.setDefault(TimeZone.getTimeZone(zone));
        for (String moment : List.of("2023-11-14 22:13:20.5", "1850-01-01 00:00:00", "1500-03-01 12:00:00")) {
            Timestamp timestamp = Timestamp.valueOf(moment);
            java.util.Date date = new java.util.Date(timestamp.getTime());
            Calendar calendar = Calendar.getInstance(TimeZone.getTimeZone("Asia/Tokyo"));
            calendar.setTimeInMillis(timestamp.getTime());
            String expected = moment.replace(' ', 'T');
            for (Object value : List.of(timestamp, date, calendar)) {
                try (PreparedStatement upsert =
                        connection.prepareStatement("UPSERT INTO t (k, ts, d) VALUES (1, ?, ?)")) {
                    upsert.setObject(1, value);
                    upsert.setObject(2, value, Types.DATE);
                    upsert.executeUpdate();
                }
                ResultSet rows = stored();
                assertEquals(expected, rows.getString(1));
                assertEquals(expected.substring(0, 10), rows.getString(2));
                assertEquals(date, rows.getObject(1, java.util.Date.class));
                assertEquals(expected, updated(value));
            }
        }
    }

    static List<String> zones() {
        return ZONES;
    }

    private String updated(Object value) throws SQLException {
        try (Statement updating =
                        connection.createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_UPDATABLE);
                ResultSet rows = updating.executeQuery("SELECT k, ts FROM t WHERE k = 1")) {
            assertTrue(rows.next());
            rows.updateObject("ts", value);
            rows.updateRow();
            return rows.getString("ts");
        }
    }
}
