package io.itemql.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.AttributeType;
import io.itemql.item.Item;
import io.itemql.item.NumberValue;
import io.itemql.item.StringValue;
import io.itemql.plan.StatementPlan;
import io.itemql.plan.operator.SessionOptions;
import io.itemql.sql.fake.MapStore;
import io.itemql.store.Cancellation;
import io.itemql.store.Write;
import io.itemql.store.WriteBatch;
import io.itemql.table.ColumnType;
import io.itemql.table.DeclaredColumn;
import io.itemql.table.IndexDefinition;
import io.itemql.table.KeyAttribute;
import io.itemql.table.KeySchema;
import io.itemql.table.Projection;
import io.itemql.table.TableDefinition;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DefinitionTest {
    private static final SessionOptions STRICT =
            new SessionOptions(true, SessionOptions.ScanPolicy.ALLOW, false, 1L << 20, false, true, 0);

    private final MapStore store = new MapStore();
    private final SqlEngine engine = new SqlEngine(store);

    @AfterEach
    void everyViewIsClosed() {
        assertEquals(0, store.openViews());
    }

    private List<String> run(String sql) {
        return run(sql, SessionOptions.DEFAULT);
    }

    private List<String> run(String sql, SessionOptions options) {
        PreparedSql statement = engine.prepare(sql, options);
        assertEquals(StatementPlan.Kind.DEFINITION, statement.kind());
        try (SqlResult result = statement.execute(List.of(), Cancellation.NONE)) {
            assertEquals(0, result.updateCount());
            assertTrue(result.rows().isEmpty());
            return result.warnings();
        }
    }

    private ItemException fails(ErrorCode code, String sql) {
        ItemException failure = assertThrows(ItemException.class, () -> run(sql));
        assertEquals(code, failure.code(), failure.getMessage());
        return failure;
    }

    private TableDefinition table(String name) {
        return store.catalogue().table(name).orElseThrow().definition();
    }

    private void put(String table, Item item) {
        store.write(WriteBatch.of(new Write.Put(table, item, Optional.empty())))
                .get(0)
                .orThrow();
    }

    @Test
    void bothSpellingsOfTheKeyMeanTheSame() {
        run("CREATE TABLE users (userId VARCHAR PARTITION KEY, email VARCHAR(99) SORT KEY, joined TIMESTAMP)");
        run("CREATE TABLE users2 (userId VARCHAR, email CHAR(9), joined DATETIME, PRIMARY KEY (userId, email));");
        KeySchema keys =
                KeySchema.of(new KeyAttribute("userId", AttributeType.S), new KeyAttribute("email", AttributeType.S));
        assertEquals(keys, table("users").keys());
        assertEquals(keys, table("users2").keys());
        assertEquals(
                List.of(new DeclaredColumn("joined", ColumnType.TIMESTAMP)),
                table("users").columns());
        assertEquals(table("users").columns(), table("users2").columns());
    }

    @ParameterizedTest
    @CsvSource({
        "VARCHAR(20), S", "CHAR(3), S", "TEXT, S", "UUID, S", "INTEGER, N", "BIGINT, N", "DECIMAL(10;2), N",
        "DOUBLE PRECISION, N", "FLOAT, N", "NUMERIC, N", "BINARY(16), B", "VARBINARY, B", "BLOB, B", "DATE, S",
        "TIMESTAMP, S"
    })
    void aKeyColumnHasTheAttributeTypeOfItsSqlType(String type, AttributeType attribute) {
        run("CREATE TABLE keyed (k " + type.replace(';', ',') + " PRIMARY KEY)");
        assertEquals(
                KeySchema.of(new KeyAttribute("k", attribute)), table("keyed").keys());
    }

    @ParameterizedTest
    @CsvSource({
        "INT, BIGINT",
        "SMALLINT, BIGINT",
        "DECIMAL(10;2), DECIMAL",
        "REAL, DOUBLE",
        "DOUBLE PRECISION, DOUBLE",
        "LONG VARCHAR, VARCHAR",
        "VARCHAR(24) FOR BIT DATA, VARBINARY",
        "BOOLEAN, BOOLEAN",
        "BIT(1), BOOLEAN",
        "BIT(8), VARBINARY",
        "CLOB, VARCHAR",
        "BLOB, VARBINARY",
        "DATE, DATE",
        "TIME, TIME",
        "TIMESTAMP(3) WITH TIME ZONE, TIMESTAMP",
        "MAP, VARCHAR"
    })
    void aDeclaredColumnHasOneOfTheTypesForTools(String type, ColumnType column) {
        run("CREATE TABLE typed (k VARCHAR PRIMARY KEY, c " + type.replace(';', ',') + ")");
        assertEquals(List.of(new DeclaredColumn("c", column)), table("typed").columns());
    }

    @Test
    void aTableWithoutAKeyGetsOne() {
        run("CREATE TABLE logs (text VARCHAR, at TIMESTAMP)");
        assertTrue(table("logs").generatedKey());
        assertEquals(
                KeySchema.of(new KeyAttribute(TableDefinition.GENERATED_KEY, AttributeType.S)),
                table("logs").keys());
        assertEquals(2, table("logs").columns().size());
    }

    @Test
    void theSchemaMayBeNamed() {
        run("CREATE TABLE main.users (id VARCHAR PRIMARY KEY)");
        run("DROP TABLE \"main\".\"users\"");
        assertTrue(store.catalogue().tables().isEmpty());
    }

    @Test
    void ifNotExistsAndIfExistsForgive() {
        run("CREATE TABLE users (id VARCHAR PRIMARY KEY)");
        run("CREATE TABLE IF NOT EXISTS users (other INT PRIMARY KEY)");
        assertEquals("id", table("users").keys().partitionKey().name());
        fails(ErrorCode.TABLE_EXISTS, "CREATE TABLE users (id VARCHAR PRIMARY KEY)");
        run("DROP TABLE IF EXISTS users CASCADE");
        run("DROP TABLE IF EXISTS users");
        fails(ErrorCode.UNKNOWN_TABLE, "DROP TABLE users");
    }

    @Test
    void orReplaceReplaces() {
        run("CREATE OR REPLACE TABLE users (id VARCHAR PRIMARY KEY)");
        run("CREATE OR REPLACE TABLE users (nr INT PRIMARY KEY)");
        assertEquals("nr", table("users").keys().partitionKey().name());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TABLE ttt (a INT, b INT, c INT, PRIMARY KEY (a, b, c))",
                "CREATE TABLE ttt (a INT SORT KEY)",
                "CREATE TABLE ttt (a INT PARTITION KEY, b INT PARTITION KEY)",
                "CREATE TABLE ttt (a INT PRIMARY KEY, b INT PRIMARY KEY)",
                "CREATE TABLE ttt (a INT PARTITION KEY, b INT SORT KEY, c INT SORT KEY)",
                "CREATE TABLE ttt (a INT, PRIMARY KEY (nope))",
                "CREATE TABLE ttt (a INT PARTITION KEY, b INT, PRIMARY KEY (b))",
                "CREATE TABLE ttt (a BOOLEAN PRIMARY KEY)",
                "CREATE TABLE ttt (a MAP PRIMARY KEY)",
                "CREATE TABLE ttt (a INT, PRIMARY KEY (a, a))"
            })
    void keysThatNoTableCanHaveAreRefused(String sql) {
        ItemException failure = fails(ErrorCode.INVALID_KEY_SCHEMA, sql);
        assertEquals(1, failure.line(), failure.getMessage());
    }

    @Test
    void threeKeyColumnsAreRefusedWithWhatToDo() {
        String message = fails(
                        ErrorCode.INVALID_KEY_SCHEMA,
                        "CREATE TABLE places (country TEXT, city TEXT, zip TEXT,\n PRIMARY KEY (country, city, zip))")
                .getMessage();
        assertTrue(message.contains("PRIMARY KEY (country, city, zip) has 3 columns"), message);
        assertTrue(message.contains("at line 2, column 2"), message);
    }

    @Test
    void wrongNamesAndTypesAreRefused() {
        fails(ErrorCode.INVALID_TABLE_NAME, "CREATE TABLE \"a b\" (id VARCHAR PRIMARY KEY)");
        fails(ErrorCode.DUPLICATE_NAME, "CREATE TABLE users (id VARCHAR PRIMARY KEY, a INT, a INT)");
        String message = fails(ErrorCode.INVALID_TYPE, "CREATE TABLE users (id VARCHR PRIMARY KEY)")
                .getMessage();
        assertTrue(message.contains("did you mean VARCHAR"), message);
        fails(ErrorCode.SYNTAX_ERROR, "CREATE TABLE users (id VARCHAR PRIMARY KEY");
    }

    @Test
    void whatIsNotEnforcedIsAcceptedWithAWarning() {
        List<String> warnings = run("CREATE TABLE users (id INT NOT NULL PRIMARY KEY, a INT NOT NULL DEFAULT 5, "
                + "b INT UNIQUE, c INT REFERENCES other, UNIQUE (a, b), FOREIGN KEY (c) REFERENCES other (d), "
                + "UNIQUE (id), CHECK (a > 0))");
        assertEquals(
                List.of(
                        "NOT NULL of column a is accepted and not enforced: items are not checked against it",
                        "DEFAULT of column a is accepted and not enforced: items are not checked against it",
                        "UNIQUE of column b is accepted and not enforced: items are not checked against it",
                        "REFERENCES of column c is accepted and not enforced: items are not checked against it",
                        "UNIQUE (a, b) is accepted and not enforced: items are not checked against it",
                        "FOREIGN KEY (c) is accepted and not enforced: items are not checked against it",
                        "CHECK is accepted and not enforced: items are not checked against it"),
                warnings);
        assertEquals(4, table("users").columns().size() + 1);
        ItemException refused = assertThrows(
                ItemException.class, () -> run("CREATE TABLE other (id INT PRIMARY KEY, a INT NOT NULL)", STRICT));
        assertEquals(ErrorCode.UNSUPPORTED, refused.code());
        assertTrue(store.catalogue().table("other").isEmpty());
    }

    @Test
    void optionsAreChecked() {
        run("CREATE TABLE users (id INT PRIMARY KEY) WITH (billing_mode = 'pay_per_request', TTL = 'expiresAt', "
                + "stream = 'NEW_AND_OLD_IMAGES')");
        assertEquals(
                Map.of("billing_mode", "PAY_PER_REQUEST", "ttl", "expiresAt", "stream", "NEW_AND_OLD_IMAGES"),
                table("users").options());
        String unknown = fails(
                        ErrorCode.INVALID_OPTION, "CREATE TABLE ttt (id INT PRIMARY KEY) WITH (billing_mod = 'x')")
                .getMessage();
        assertTrue(unknown.contains("known options are billing_mode, stream, ttl"), unknown);
        assertTrue(unknown.contains("did you mean billing_mode"), unknown);
        fails(ErrorCode.INVALID_OPTION, "CREATE TABLE ttt (id INT PRIMARY KEY) WITH (stream = 'yes')");
        fails(ErrorCode.INVALID_OPTION, "CREATE TABLE ttt (id INT PRIMARY KEY) WITH (ttl = 'a', ttl = 'b')");
        run("ALTER TABLE users SET (stream = 'NONE')");
        assertEquals("NONE", table("users").options().get("stream"));
        assertEquals("expiresAt", table("users").options().get("ttl"));
    }

    @Test
    void alterChangesWhatIsDeclared() {
        run("CREATE TABLE users (id INT PRIMARY KEY, a INT)");
        run("ALTER TABLE users ADD COLUMN b TIMESTAMP");
        run("ALTER TABLE users ALTER COLUMN a TYPE VARCHAR");
        assertEquals(
                List.of(new DeclaredColumn("a", ColumnType.VARCHAR), new DeclaredColumn("b", ColumnType.TIMESTAMP)),
                table("users").columns());
        run("ALTER TABLE users DROP COLUMN a");
        assertEquals(
                List.of(new DeclaredColumn("b", ColumnType.TIMESTAMP)),
                table("users").columns());
        fails(ErrorCode.DUPLICATE_NAME, "ALTER TABLE users ADD b INT");
        fails(ErrorCode.INVALID_KEY_SCHEMA, "ALTER TABLE users DROP COLUMN id");
        fails(ErrorCode.INVALID_KEY_SCHEMA, "ALTER TABLE users ADD COLUMN s INT SORT KEY");
        String message = fails(ErrorCode.UNDECLARED_COLUMN, "ALTER TABLE users DROP COLUMN bb")
                .getMessage();
        assertTrue(message.contains("Table users declares no column bb; did you mean b?"), message);
        fails(ErrorCode.UNSUPPORTED, "ALTER TABLE users RENAME TO people");
        fails(ErrorCode.UNSUPPORTED, "ALTER TABLE users RENAME COLUMN b TO c");
    }

    @Test
    void anObservedAttributeCanBeDeclaredAndItemsKeepADroppedColumn() {
        run("CREATE TABLE users (id INT PRIMARY KEY)");
        put("users", Item.of(Map.of("id", NumberValue.ONE, "at", new StringValue("2024-01-01"))));
        run("ALTER TABLE users ALTER COLUMN at SET DATA TYPE DATE");
        assertEquals(
                List.of(new DeclaredColumn("at", ColumnType.DATE)),
                table("users").columns());
        List<String> warnings = run("ALTER TABLE users DROP COLUMN at");
        assertEquals(1, warnings.size());
        assertTrue(warnings.get(0).contains("1 item(s) of users still have the attribute"), warnings.get(0));
    }

    @Test
    void truncateDeletesAllItemsAndKeepsTheTable() {
        run("CREATE TABLE users (id INT PRIMARY KEY)");
        for (int i = 0; i < 2500; i++) {
            put("users", Item.of(Map.of("id", NumberValue.of(i))));
        }
        run("TRUNCATE TABLE users");
        assertEquals(0, store.statistics("users").itemCount());
        assertEquals("id", table("users").keys().partitionKey().name());
        fails(ErrorCode.UNKNOWN_TABLE, "TRUNCATE TABLE nope");
    }

    @Test
    void aViewIsAnEntryOfTheCatalogueWithTheTextOfItsQuery() {
        run("CREATE TABLE users (id INT PRIMARY KEY, name VARCHAR)");
        run("CREATE VIEW\n young (id) /* kept */ AS SELECT id FROM users\n WHERE age < 18 -- not kept\n;");
        assertEquals(
                Optional.of("(id) /* kept */ AS SELECT id FROM users\n WHERE age < 18"),
                table("young").view());
        run("CREATE OR REPLACE VIEW young AS SELECT 'a;b' AS \"x y\"");
        assertEquals(Optional.of("AS SELECT 'a;b' AS \"x y\""), table("young").view());
        run("CREATE VIEW IF NOT EXISTS young AS SELECT 2 AS b");
        assertEquals(Optional.of("AS SELECT 'a;b' AS \"x y\""), table("young").view());
        fails(ErrorCode.TABLE_EXISTS, "CREATE VIEW young AS SELECT 1 AS a");
        fails(ErrorCode.NOT_A_TABLE, "DROP TABLE young");
        fails(ErrorCode.NOT_A_TABLE, "DROP VIEW users");
        run("DROP VIEW young");
        fails(ErrorCode.UNKNOWN_TABLE, "DROP VIEW young");
        run("DROP VIEW IF EXISTS young");
    }

    @Test
    void whatAViewReadsStaysUnlessItGoesWithIt() {
        run("CREATE TABLE users (id INT PRIMARY KEY)");
        run("CREATE VIEW one AS SELECT id FROM users");
        run("CREATE VIEW two AS SELECT id FROM one WHERE id > 1");
        fails(ErrorCode.VIEW_DEPENDS, "DROP TABLE users");
        fails(ErrorCode.VIEW_DEPENDS, "DROP VIEW one");
        fails(ErrorCode.VIEW_RECURSION, "CREATE OR REPLACE VIEW one AS SELECT id FROM two");
        run("DROP TABLE users CASCADE");
        assertTrue(store.catalogue().tables().isEmpty());
    }

    private List<String> indexes(String table) {
        return table(table).indexes().stream()
                .map(index -> index.kind() + " " + index.name() + " " + index.keys() + " " + index.projection())
                .toList();
    }

    @Test
    void anIndexTakesTheTypesOfItsKeysFromTheTable() {
        run("CREATE TABLE users (id INT PRIMARY KEY, city VARCHAR, born DATE)");
        put("users", Item.of(Map.of("id", NumberValue.of(1), "age", NumberValue.of(30))));
        run("CREATE INDEX by_city ON users (city, age) PROJECTION INCLUDE (a, b)");
        run("CREATE GLOBAL INDEX by_born ON users (born) PROJECTION KEYS_ONLY");
        run("CREATE INDEX by_other ON users (other BINARY, id)");
        List<IndexDefinition> indexes = table("users").indexes();
        assertEquals(
                List.of("by_city", "by_born", "by_other"),
                indexes.stream().map(IndexDefinition::name).toList());
        assertEquals(
                List.of(AttributeType.S, AttributeType.N),
                indexes.get(0).keys().attributes().stream()
                        .map(KeyAttribute::type)
                        .toList());
        assertEquals(AttributeType.S, indexes.get(1).keys().partitionKey().type());
        assertEquals(AttributeType.B, indexes.get(2).keys().partitionKey().type());
        assertEquals(Projection.include(List.of("a", "b")), indexes.get(0).projection());
        assertEquals(Projection.KEYS_ONLY, indexes.get(1).projection());
        fails(ErrorCode.INVALID_INDEX, "CREATE INDEX by_else ON users (something)");
        fails(ErrorCode.INDEX_EXISTS, "CREATE INDEX by_city ON users (city)");
        run("CREATE INDEX IF NOT EXISTS by_city ON users (city)");
        run("DROP INDEX users.by_born");
        run("DROP INDEX by_other");
        assertEquals(1, indexes("users").size());
    }

    @Test
    void indexesComeWithTheirTable() {
        run(
                "CREATE TABLE bills (id INT PARTITION KEY, nr INT SORT KEY, total DECIMAL, LOCAL INDEX by_total (id, total),"
                        + " GLOBAL INDEX by_kind (kind VARCHAR) PROJECTION KEYS_ONLY)");
        assertEquals(
                List.of(IndexDefinition.Kind.LOCAL, IndexDefinition.Kind.GLOBAL),
                table("bills").indexes().stream().map(IndexDefinition::kind).toList());
        run("ALTER TABLE bills ADD INDEX by_nr (nr)");
        run("ALTER TABLE bills ADD index VARCHAR");
        run("ALTER TABLE bills DROP INDEX by_nr");
        assertEquals(2, indexes("bills").size());
        fails(ErrorCode.INVALID_INDEX, "CREATE LOCAL INDEX by_more ON bills (id, more VARCHAR)");
    }

    @Test
    void anItemThatNoIndexCanTakeIsNamed() {
        run("CREATE TABLE users (id INT PRIMARY KEY)");
        put("users", Item.of(Map.of("id", NumberValue.of(1), "city", new StringValue("Pune"))));
        put("users", Item.of(Map.of("id", NumberValue.of(2), "city", new StringValue(""))));
        String message = fails(ErrorCode.INVALID_INDEX, "CREATE INDEX by_city ON users (city)")
                .getMessage();
        assertTrue(message.contains("the item 2 has a value of 0 bytes for city"), message);
        assertEquals(List.of(), table("users").indexes());
    }

    @Test
    void anUnknownTableIsToldWithTheNearestNames() {
        run("CREATE TABLE users (id INT PRIMARY KEY)");
        String message = fails(ErrorCode.UNKNOWN_TABLE, "DROP TABLE usres").getMessage();
        assertEquals("Table usres does not exist; did you mean users? (at line 1, column 12)", message);
        fails(ErrorCode.UNKNOWN_INDEX, "TRUNCATE TABLE users.by_city");
    }

    @Test
    void aReadOnlyConnectionDefinesNothing() {
        SessionOptions readOnly =
                new SessionOptions(false, SessionOptions.ScanPolicy.ALLOW, false, 1L << 20, true, true, 0);
        ItemException refused =
                assertThrows(ItemException.class, () -> run("CREATE TABLE users (id INT PRIMARY KEY)", readOnly));
        assertEquals(ErrorCode.READ_ONLY, refused.code());
        assertTrue(store.catalogue().tables().isEmpty());
    }

    @Test
    void controlIsLeftToTheDriver() {
        assertEquals(
                Optional.of(Control.SHUTDOWN),
                engine.prepare("SHUTDOWN", SessionOptions.DEFAULT).control());
        assertEquals(
                Optional.of(Control.COMMIT),
                engine.prepare("commit;", SessionOptions.DEFAULT).control());
        assertEquals(
                StatementPlan.Kind.CONTROL,
                engine.prepare("ROLLBACK WORK", SessionOptions.DEFAULT).kind());
        assertEquals(
                Optional.empty(),
                engine.prepare("CREATE TABLE users (id INT PRIMARY KEY)", SessionOptions.DEFAULT)
                        .control());
    }

    @Test
    void aStatementBeyondTheLimitIsRefused() {
        String comment = "/*" + "x".repeat(SqlEngine.STATEMENT_LENGTH_MAX) + "*/";
        fails(ErrorCode.STATEMENT_TOO_LONG, "SHUTDOWN " + comment);
    }
}
