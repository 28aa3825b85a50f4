package io.itemql.tck.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.itemql.item.AttributeValue;
import io.itemql.item.BinarySetValue;
import io.itemql.item.BinaryValue;
import io.itemql.item.BoolValue;
import io.itemql.item.Item;
import io.itemql.item.ListValue;
import io.itemql.item.MapValue;
import io.itemql.item.NullValue;
import io.itemql.item.NumberSetValue;
import io.itemql.item.NumberValue;
import io.itemql.item.StringSetValue;
import io.itemql.item.StringValue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** COPY between tables and files: nothing is lost on the way and back, and no other file is touched. */
class CopyTest {
    @TempDir
    Path directory;

    private Path allowed;
    private Connection connection;
    private Statement statement;

    @BeforeEach
    void open() throws IOException, SQLException {
        allowed = Files.createDirectory(directory.resolve("allowed"));
        connection = DriverManager.getConnection("jdbc:itemql:mem:?allow=files:" + allowed);
        statement = connection.createStatement();
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    // ---- there and back

    @Test
    void anExportLoadsBackToTheSameTable() throws SQLException {
        fill(20_261_128L, 400);
        statement.execute("COPY things TO 'export' WITH (format = 'dynamodb')");
        statement.execute("CREATE TABLE back (id VARCHAR PARTITION KEY, n BIGINT SORT KEY)");
        statement.execute("COPY back FROM 'export' WITH (format = 'dynamodb')");
        assertSame();
        statement.execute("DELETE FROM back");
        statement.execute("COPY back FROM 'export/manifest-summary.json'");
        assertSame();
    }

    @Test
    void aTypedCsvFileLoadsBackToTheSameTable() throws SQLException {
        fill(7L, 400);
        statement.execute("COPY things TO 'things.csv.gz' WITH (header = 'typed')");
        statement.execute("CREATE TABLE back (id VARCHAR PARTITION KEY, n BIGINT SORT KEY)");
        statement.execute("COPY back FROM 'things.csv.gz' WITH (header = 'typed')");
        assertSame();
    }

    @Test
    void jsonLinesLoadBackWhatJsonHas() throws SQLException {
        statement.execute("CREATE TABLE things (id VARCHAR PARTITION KEY, n BIGINT SORT KEY)");
        statement.execute(
                "INSERT INTO things VALUE {'id': 'a', 'n': 1, 'm': {'x': [1.50, null, true, 'é\u0001']}, 'e': ''}");
        statement.execute("INSERT INTO things VALUE {'id': 'b', 'n': 12345678901234567890}");
        statement.execute("COPY things TO 'things.jsonl'");
        assertEquals(null, statement.getWarnings());
        statement.execute("CREATE TABLE back (id VARCHAR PARTITION KEY, n BIGINT SORT KEY)");
        statement.execute("COPY back FROM 'things.jsonl'");
        assertSame();
        statement.execute("INSERT INTO things VALUE {'id': 'c', 'n': 1, 'l': [<<1>>]}");
        statement.execute("COPY things TO 'more.json.gz'");
        assertTrue(
                statement.getWarnings().getMessage().contains("sets"),
                statement.getWarnings().getMessage());
    }

    private void fill(long seed, int count) throws SQLException {
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        statement.execute("CREATE TABLE things (id VARCHAR PARTITION KEY, n BIGINT SORT KEY)");
        try (PreparedStatement insert = connection.prepareStatement("UPSERT INTO things VALUE ?")) {
            for (int i = 0; i < count; i++) {
                Map<String, AttributeValue> attributes = new LinkedHashMap<>();
                attributes.put("id", new StringValue(text(random) + i));
                attributes.put("n", NumberValue.of(random.nextInt(100)));
                attributes.put("same", new StringValue(text(random)));
                for (int a = random.nextInt(8); a > 0; a--) {
                    attributes.put("a" + random.nextInt(12), value(random, 3));
                }
                insert.setObject(1, Item.of(attributes));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static String text(Random random) {
        List<String> parts =
                List.of("", "a", "\"", ",", "\n", "\r\n", ";", "é", "😀", " ", "\\N", "1", "\t", "null", "\u0001");
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(5); i > 0; i--) {
            text.append(parts.get(random.nextInt(parts.size())));
        }
        return text.toString();
    }

    private static AttributeValue value(Random random, int depth) {
        return switch (random.nextInt(depth > 0 ? 10 : 8)) {
            case 0, 1 -> new StringValue(text(random));
            case 2 -> number(random);
            case 3 -> bytes(random);
            case 4 -> BoolValue.of(random.nextBoolean());
            case 5 -> NullValue.NULL;
            case 6 ->
                random.nextBoolean()
                        ? StringSetValue.of(
                                List.copyOf(Set.of(new StringValue("x" + text(random)), new StringValue("y"))))
                        : NumberSetValue.of(List.copyOf(new HashSet<>(List.of(number(random), number(random)))));
            case 7 -> BinarySetValue.of(List.of(bytes(random)));
            case 8 ->
                new ListValue(IntStream.range(0, random.nextInt(3))
                        .mapToObj(i -> value(random, depth - 1))
                        .toList());
            default -> new MapValue(Map.of("k" + text(random), value(random, depth - 1)));
        };
    }

    private static NumberValue number(Random random) {
        return NumberValue.parse(random.nextLong() + "." + random.nextInt(1000) + "e" + (random.nextInt(40) - 20));
    }

    private static BinaryValue bytes(Random random) {
        byte[] bytes = new byte[1 + random.nextInt(5)];
        random.nextBytes(bytes);
        return BinaryValue.of(bytes);
    }

    private void assertSame() throws SQLException {
        Set<AttributeValue> expected = items("things");
        Set<AttributeValue> actual = items("back");
        Set<AttributeValue> missing = new HashSet<>(expected);
        missing.removeAll(actual);
        assertEquals(Set.of(), missing);
        assertEquals(expected.size(), actual.size());
    }

    private Set<AttributeValue> items(String table) throws SQLException {
        Set<AttributeValue> items = new HashSet<>();
        try (Statement query = connection.createStatement();
                ResultSet rows = query.executeQuery("SELECT VALUE whole FROM " + table + " AS whole")) {
            while (rows.next()) {
                items.add(rows.getObject(1, AttributeValue.class));
            }
        }
        assertFalse(items.isEmpty());
        return items;
    }

    // ---- an export of the service

    @Test
    void whatTheServiceExportsIsLoaded() throws Exception {
        export("AWSDynamoDB/01693685827463-2d8752fd/data/asdl123dasas.json.gz", 2, true);
        statement.execute("CREATE TABLE books (Id BIGINT PARTITION KEY)");
        try (ResultSet rows = statement.executeQuery("COPY books FROM 'cloud' WITH (format = 'dynamodb')")) {
            assertTrue(rows.next());
            assertEquals("asdl123dasas.json.gz", rows.getString("file"));
            assertEquals(2, rows.getLong("records"));
        }
        assertEquals(List.of("Book 101 Title", "Book 102 Title"), column("SELECT Title FROM books ORDER BY Id"));
        assertEquals(List.of("[\"Author1\",\"Author2\"]"), column("SELECT Authors FROM books WHERE Id = 101"));
    }

    @Test
    void anExportThatIsNotAsItWasWrittenIsRefused() throws Exception {
        export("AWSDynamoDB/x/data/part.json.gz", 3, true);
        statement.execute("CREATE TABLE books (Id BIGINT PARTITION KEY)");
        refused("58I05", "COPY books FROM 'cloud' WITH (format = 'dynamodb')", "3 items");
        export("AWSDynamoDB/x/data/part.json.gz", 2, false);
        refused("58I05", "COPY books FROM 'cloud' WITH (format = 'dynamodb')", "not as it was written");
        assertEquals(List.of("0"), column("SELECT COUNT(*) FROM books"));
        Files.delete(allowed.resolve("cloud/manifest-summary.json"));
        refused("58I05", "COPY books FROM 'cloud' WITH (format = 'dynamodb')", "no complete export");
    }

    @Test
    void aManifestNamesNoFileOutside() throws Exception {
        Files.writeString(directory.resolve("secret.json.gz"), "secret");
        export("AWSDynamoDB/x/data/../../../../secret.json.gz", 2, true);
        statement.execute("CREATE TABLE books (Id BIGINT PARTITION KEY)");
        Files.move(allowed.resolve("cloud/data/secret.json.gz"), allowed.resolve("cloud/data/other"));
        Files.createSymbolicLink(allowed.resolve("cloud/data/secret.json.gz"), directory.resolve("secret.json.gz"));
        refused("42501", "COPY books FROM 'cloud' WITH (format = 'dynamodb')", "does not lie");
    }

    /** The sample of the service's documentation. */
    private void export(String key, int items, boolean sound) throws Exception {
        Path cloud = allowed.resolve("cloud");
        Files.createDirectories(cloud.resolve("data"));
        String lines =
                """
                {"Item":{"Authors":{"SS":["Author1","Author2"]},"Dimensions":{"S":"8.5 x 11.0 x 1.5"},"ISBN":{"S":"333-3333333333"},"Id":{"N":"101"},"InPublication":{"BOOL":false},"PageCount":{"N":"600"},"Price":{"N":"2000"},"ProductCategory":{"S":"Book"},"Title":{"S":"Book 101 Title"}}}
                {"Item":{"Authors":{"SS":["Author1"]},"Id":{"N":"102"},"InPublication":{"BOOL":true},"Title":{"S":"Book 102 Title"}}}
                """;
        Path part = cloud.resolve("data").resolve(key.substring(key.lastIndexOf('/') + 1));
        try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(part))) {
            out.write(lines.getBytes(StandardCharsets.UTF_8));
        }
        byte[] sum = MessageDigest.getInstance("MD5").digest(Files.readAllBytes(part));
        String md5 = sound ? Base64.getEncoder().encodeToString(sum) : "AAAAAAAAAAAAAAAAAAAAAA==";
        Files.writeString(
                cloud.resolve("manifest-files.json"),
                "{\"itemCount\":2,\"md5Checksum\":\"" + md5 + "\",\"etag\":\"8-1\",\"dataFileS3Key\":\"" + key
                        + "\"}\n");
        Files.writeString(
                cloud.resolve("manifest-summary.json"),
                "{\"version\":\"2020-06-30\",\"exportArn\":\"arn:aws:dynamodb:us-east-1:1:table/Books/export/1\",\"s3Prefix\":null,"
                        + "\"itemCount\":" + items + ",\"outputFormat\":\"DYNAMODB_JSON\"}\n");
    }

    // ---- records that cannot be loaded

    @Test
    void rejectedRecordsAreWrittenDownWithTheirReasons() throws IOException, SQLException {
        Files.writeString(
                allowed.resolve("in.csv"),
                "id,name,age\n1,Ann,28\n2,\"B \"\"x\"\", y\",\n3,,\\N\n4,\"\",abc\nx,y\n1,dup,5\n");
        statement.execute("CREATE TABLE users (id BIGINT PARTITION KEY, age BIGINT)");
        refused("22I40", "COPY users FROM 'in.csv'", "Line 5 of in.csv cannot be loaded: column age");
        assertEquals(List.of("3"), column("SELECT COUNT(*) FROM users"));
        statement.execute("DELETE FROM users");
        statement.execute("COPY users FROM 'in.csv' WITH (rejected = 'rejected.jsonl')");
        SQLWarning warning = statement.getWarnings();
        assertTrue(warning.getMessage().startsWith("3 record(s) of in.csv were rejected"), warning.getMessage());
        List<String> rejected = Files.readAllLines(allowed.resolve("rejected.jsonl"));
        assertEquals(3, rejected.size());
        assertTrue(rejected.get(0).contains("\"line\":5,\"error\":\"TYPE_MISMATCH\""), rejected.get(0));
        assertTrue(rejected.get(1).contains("\"line\":6,\"error\":\"COLUMN_COUNT_MISMATCH\""), rejected.get(1));
        assertTrue(rejected.get(2).contains("\"record\":\"1,dup,5\""), rejected.get(2));
        assertEquals(List.of("B \"x\", y"), column("SELECT name FROM users WHERE id = 2"));
        assertEquals(List.of("true"), column("SELECT age IS NULL AND age IS NOT MISSING FROM users WHERE id = 3"));
        assertEquals(List.of("true"), column("SELECT age IS MISSING FROM users WHERE id = 2"));
        assertEquals(
                5,
                statement.executeUpdate("COPY users FROM 'in.csv' WITH (overwrite = true, types = 'age S',"
                        + " rejected = 'again.jsonl')"));
    }

    @Test
    void aCopyIsPartOfItsTransaction() throws IOException, SQLException {
        Files.writeString(allowed.resolve("in.jsonl"), "{\"id\":1}\n{\"id\":2}\n");
        statement.execute("CREATE TABLE users (id BIGINT PARTITION KEY)");
        connection.setAutoCommit(false);
        assertEquals(2, statement.executeUpdate("COPY users FROM 'in.jsonl'"));
        assertEquals(List.of("2"), column("SELECT COUNT(*) FROM users"));
        connection.rollback();
        assertEquals(List.of("0"), column("SELECT COUNT(*) FROM users"));
        connection.setAutoCommit(true);
    }

    @Test
    void othersSeeHowFarItIs() throws Exception {
        List<String> lines =
                IntStream.range(0, 60_000).mapToObj(i -> "{\"id\":" + i + "}").toList();
        Files.write(allowed.resolve("many.jsonl"), lines);
        String url = "jdbc:itemql:mem:progress?allow=files:" + allowed;
        try (Connection other = DriverManager.getConnection(url);
                Statement watching = other.createStatement()) {
            watching.execute("CREATE TABLE many (id BIGINT PARTITION KEY)");
            CompletableFuture<Integer> copying = CompletableFuture.supplyAsync(() -> {
                try (Connection own = DriverManager.getConnection(url);
                        Statement copy = own.createStatement()) {
                    return copy.executeUpdate("COPY many FROM 'many.jsonl'");
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            });
            Set<Long> seen = new HashSet<>();
            while (!copying.isDone()) {
                try (ResultSet rows = watching.executeQuery("SELECT records FROM system.copies")) {
                    while (rows.next()) {
                        seen.add(rows.getLong(1));
                    }
                }
            }
            assertEquals(60_000, copying.get());
            assertTrue(seen.size() > 1, "seen " + seen);
            watching.execute("SHUTDOWN");
        }
    }

    // ---- what is not allowed

    @Test
    void onlyAllowedFilesAreTouched() throws IOException, SQLException {
        statement.execute("CREATE TABLE users (id BIGINT PARTITION KEY)");
        Path outside = directory.resolve("outside.csv");
        Files.writeString(outside, "id\n1\n");
        Files.createSymbolicLink(allowed.resolve("link.csv"), outside);
        Files.createSymbolicLink(allowed.resolve("dangling.csv"), directory.resolve("not-there.csv"));
        for (String sql : List.of(
                "COPY users FROM '../outside.csv'",
                "COPY users FROM 'a/../../outside.csv'",
                "COPY users FROM '" + outside + "'",
                "COPY users FROM 'link.csv'",
                "COPY users TO 'link.csv'",
                "COPY users TO '../new.csv'",
                "COPY (SELECT 1 AS a) TO '/tmp/itemql-nobody-may-write-here.csv'")) {
            refused("42501", sql, "not allowed");
        }
        Files.writeString(allowed.resolve("in.csv"), "id\n1\n");
        refused("42501", "COPY users FROM 'in.csv' WITH (rejected = '../rejected')", "not allowed");
        refused("58I05", "COPY users TO 'dangling.csv'", "exists");
        assertFalse(Files.exists(directory.resolve("not-there.csv")));
        assertEquals(List.of("0"), column("SELECT COUNT(*) FROM users"));
        try (Connection without = DriverManager.getConnection("jdbc:itemql:mem:");
                Statement other = without.createStatement()) {
            SQLException refused =
                    assertThrows(SQLException.class, () -> other.execute("COPY (SELECT 1 AS a) TO 'x.csv'"));
            assertEquals("42501", refused.getSQLState());
        }
    }

    @Test
    void nothingIsOverwrittenAndHalfAFileDoesNotStay() throws IOException, SQLException {
        Files.writeString(allowed.resolve("there.csv"), "precious");
        statement.execute("CREATE TABLE users (id BIGINT PARTITION KEY)");
        statement.execute("INSERT INTO users (id, d) VALUES (1, 1), (2, 0)");
        refused("58I05", "COPY users TO 'there.csv'", "exists");
        assertEquals("precious", Files.readString(allowed.resolve("there.csv")));
        refused("22012", "COPY (SELECT id, 1 / d AS q FROM users ORDER BY d DESC) TO 'half.csv'", "zero");
        assertFalse(Files.exists(allowed.resolve("half.csv")));
        statement.execute("COPY users TO 'new' WITH (format = 'dynamodb')");
        refused("58I05", "COPY users TO 'new' WITH (format = 'dynamodb')", "not empty");
    }

    private void refused(String state, String sql, String part) {
        SQLException refused = assertThrows(SQLException.class, () -> statement.execute(sql), sql);
        assertEquals(state, refused.getSQLState(), refused.getMessage());
        assertTrue(refused.getMessage().contains(part), refused.getMessage());
    }

    private List<String> column(String sql) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Statement query = connection.createStatement();
                ResultSet rows = query.executeQuery(sql)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }
}
