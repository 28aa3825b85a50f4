package io.itemql.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.jdbc.internal.store.StoreProviders;
import io.itemql.plan.operator.SessionOptions;
import io.itemql.plan.operator.SessionOptions.ScanPolicy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** URLs, options, and who shares which store. */
class UrlTest {
    private static final StoreProviders PROVIDERS = StoreProviders.installed();

    private static ConnectionUrl parse(String url) {
        return ConnectionUrl.parse(url, new Properties(), PROVIDERS);
    }

    /** What means something to a store in a directory only is told, not passed over. */
    @Test
    void optionsWithoutEffectAreTold() throws SQLException {
        try (Connection connection =
                DriverManager.getConnection("jdbc:itemql:mem:?partitionMegabytes=1&transactionMegabytes=20")) {
            assertEquals(
                    "Option partitionMegabytes has no effect on mem:",
                    connection.getWarnings().getMessage());
            assertNull(connection.getWarnings().getNextWarning());
        }
    }

    @Test
    void optionsBecomeSessionOptions() {
        SessionOptions options = parse("jdbc:itemql:mem:x?strict=true&scan=limit:7&consistentRead=true&memory=64MB"
                        + "&readOnly=true&keyAccess=false&pageSize=3&dialect=sql")
                .options();
        assertEquals(new SessionOptions(true, ScanPolicy.limit(7), true, 64L << 20, true, false, 3), options);
        assertEquals(SessionOptions.DEFAULT, parse("jdbc:itemql:mem:x").options());
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:itemql:, INVALID_URL",
        "jdbc:itemql:mem, INVALID_URL",
        "jdbc:itemql:nope:x, INVALID_URL",
        "jdbc:itemql:file:, INVALID_URL",
        "jdbc:itemql:mem:x;scan=deny, INVALID_URL",
        "jdbc:itemql:mem:x?strict, INVALID_URL",
        "jdbc:itemql:mem:x?scan=deny&scan=allow, INVALID_URL",
        "jdbc:itemql:mem:x?memory=%zz, INVALID_URL",
        "jdbc:itemql:mem:x?colour=red, UNKNOWN_OPTION",
        "jdbc:itemql:mem:x?Strict=true, UNKNOWN_OPTION",
        "jdbc:itemql:mem:x?strict=maybe, INVALID_OPTION_VALUE",
        "jdbc:itemql:mem:x?scan=limit:, INVALID_OPTION_VALUE",
        "jdbc:itemql:mem:x?scan=limit:0, INVALID_OPTION_VALUE",
        "jdbc:itemql:mem:x?scan=all, INVALID_OPTION_VALUE",
        "jdbc:itemql:mem:x?memory=lots, INVALID_OPTION_VALUE",
        "jdbc:itemql:mem:x?memory=9999999999999999GB, INVALID_OPTION_VALUE",
        "jdbc:itemql:mem:x?memory=0, INVALID_OPTION_VALUE",
        "jdbc:itemql:mem:x?pageSize=-1, INVALID_OPTION_VALUE",
        "jdbc:itemql:mem:x?dialect=cobol, INVALID_OPTION_VALUE",
    })
    void wrongUrlsAreRefused(String url, ErrorCode expected) {
        ItemException failure = assertThrows(ItemException.class, () -> parse(url));
        assertEquals(expected, failure.code());
        SQLException outside = assertThrows(SQLException.class, () -> DriverManager.getConnection(url));
        assertEquals(expected.sqlState(), outside.getSQLState());
        assertEquals(expected.vendorCode(), outside.getErrorCode());
    }

    @Test
    void anUnknownOptionNamesTheKnownOnes() {
        String message = assertThrows(ItemException.class, () -> parse("jdbc:itemql:mem:x?colour=red"))
                .getMessage();
        for (ConnectionOption option : ConnectionOption.values()) {
            assertTrue(message.contains(option.optionName()), message);
        }
        assertTrue(message.contains("durability"), message);
    }

    @Test
    void theUrlWinsAndUnknownPropertiesWarn() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("scan", "deny");
        properties.setProperty("strict", "true");
        properties.setProperty("user", "sa");
        properties.setProperty("colour", "red");
        ConnectionUrl url = ConnectionUrl.parse("jdbc:itemql:mem:?scan=warn", properties, PROVIDERS);
        assertEquals(ScanPolicy.WARN, url.options().scan());
        assertTrue(url.options().strict());
        assertEquals(1, url.warnings().size());
        try (Connection connection = DriverManager.getConnection("jdbc:itemql:mem:", properties)) {
            assertTrue(connection.getWarnings().getMessage().contains("colour"));
            connection.clearWarnings();
            assertNull(connection.getWarnings());
        }
    }

    @Test
    void urlsOfOthersAreLeftToThem() throws SQLException {
        ItemQlDriver driver = new ItemQlDriver();
        assertFalse(driver.acceptsURL("jdbc:h2:mem:x"));
        assertNull(driver.connect("jdbc:h2:mem:x", new Properties()));
        assertThrows(SQLException.class, () -> driver.acceptsURL(null));
    }

    @Test
    void propertyInfoHasChoices() {
        DriverPropertyInfo[] infos = new ItemQlDriver().getPropertyInfo("jdbc:itemql:mem:x", null);
        DriverPropertyInfo scan = Arrays.stream(infos)
                .filter(info -> info.name.equals("scan"))
                .findFirst()
                .orElseThrow();
        assertEquals("allow", scan.value);
        assertEquals(4, scan.choices.length);
        assertTrue(Arrays.stream(infos).anyMatch(info -> info.name.equals("durability")));
        assertTrue(Arrays.stream(infos).allMatch(info -> info.description != null));
    }

    @Test
    void namedStoresAreSharedUntilShutdownAndNamelessOnesAreNot() throws SQLException {
        String url = "jdbc:itemql:mem:shared-" + System.nanoTime();
        try (Connection first = DriverManager.getConnection(url)) {
            first.createStatement().execute("CREATE TABLE users (id VARCHAR PARTITION KEY)");
        }
        try (Connection second = DriverManager.getConnection(url);
                Connection third = DriverManager.getConnection(url);
                Statement statement = second.createStatement()) {
            assertTrue(third.getMetaData().getTables(null, null, "users", null).next());
            assertFalse(statement.execute("SHUTDOWN"));
            assertEquals(0, statement.getUpdateCount());
            assertNull(second.getWarnings());
            assertFalse(third.isValid(0));
            assertFalse(third.isClosed());
            SQLException failure = assertThrows(SQLException.class, third::createStatement);
            assertEquals(ErrorCode.STORE_CLOSED.sqlState(), failure.getSQLState());
        }
        try (Connection fresh = DriverManager.getConnection(url);
                Connection alone = DriverManager.getConnection("jdbc:itemql:mem:");
                Connection other = DriverManager.getConnection("jdbc:itemql:mem:")) {
            assertFalse(fresh.getMetaData().getTables(null, "main", "%", null).next());
            alone.createStatement().execute("CREATE TABLE users (id VARCHAR PARTITION KEY)");
            assertFalse(other.getMetaData().getTables(null, "main", "%", null).next());
        }
    }

    @Test
    void aDirectoryIsOpenWhileAConnectionIs(@TempDir Path directory) throws SQLException {
        String url = "jdbc:itemql:file:" + directory.resolve("store");
        String spelledOtherwise =
                "jdbc:itemql:file:" + directory.resolve("x").resolve("..").resolve("store");
        try (Connection first = DriverManager.getConnection(url + "?durability=os");
                Connection second = DriverManager.getConnection(spelledOtherwise)) {
            first.createStatement().execute("CREATE TABLE users (id VARCHAR PARTITION KEY)");
            assertTrue(second.getMetaData().getTables(null, null, "users", null).next());
            SQLException conflict =
                    assertThrows(SQLException.class, () -> DriverManager.getConnection(url + "?durability=sync"));
            assertEquals(ErrorCode.STORE_OPTION_CONFLICT.sqlState(), conflict.getSQLState());
        }
        try (Connection again = DriverManager.getConnection(url + "?durability=sync")) {
            assertTrue(again.getMetaData().getTables(null, null, "users", null).next());
            again.createStatement().execute("SHUTDOWN");
        }
        try (Connection again = DriverManager.getConnection(url)) {
            assertTrue(again.getMetaData().getTables(null, null, "users", null).next());
        }
    }

    @Test
    void dataSourcesConnectWithOrWithoutAUser() throws SQLException {
        ItemQlDataSource source = new ItemQlDataSource();
        assertThrows(SQLException.class, source::getConnection);
        source.setUrl("jdbc:itemql:mem:");
        source.setOption("readOnly", "true");
        try (Connection connection = source.getConnection("someone", "secret")) {
            assertTrue(connection.isReadOnly());
            connection.setReadOnly(false);
            assertTrue(connection.isReadOnly());
            assertNotNull(connection.getWarnings());
        }
    }
}
