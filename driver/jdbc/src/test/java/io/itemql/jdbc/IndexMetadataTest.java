package io.itemql.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.itemql.item.AttributeType;
import io.itemql.store.ItemStore;
import io.itemql.table.IndexDefinition;
import io.itemql.table.KeyAttribute;
import io.itemql.table.KeySchema;
import io.itemql.table.Projection;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What tools see of secondary indexes. */
class IndexMetadataTest {
    @Test
    void indexesWithTheirColumns() throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:itemql:mem:")) {
            connection.createStatement().execute("CREATE TABLE users (id VARCHAR PARTITION KEY, n BIGINT SORT KEY)");
            connection
                    .createStatement()
                    .execute("INSERT INTO users (id, n, city) VALUES ('a', 1, 'Pune'), ('a', 2, 'Pune'), ('b', 1,"
                            + " 'Oslo')");
            connection.createStatement().execute("INSERT INTO users (id, n) VALUES ('c', 1)");
            ItemStore store = connection.unwrap(ItemStore.class);
            store.createIndex(
                    "users",
                    IndexDefinition.global(
                            "by_city",
                            KeySchema.of(
                                    new KeyAttribute("city", AttributeType.S), new KeyAttribute("n", AttributeType.N)),
                            Projection.ALL));
            while (!store.catalogue()
                    .table("users")
                    .orElseThrow()
                    .indexes()
                    .get(0)
                    .isActive()) {
                Thread.sleep(10);
            }
            assertEquals(
                    List.of(
                            "false PK_users 1 id 4",
                            "false PK_users 2 n 4",
                            "true by_city 1 city 3",
                            "true by_city 2 n 3"),
                    indexes(connection, false));
            assertEquals(List.of("false PK_users 1 id 4", "false PK_users 2 n 4"), indexes(connection, true));
            ResultSet table = connection.getMetaData().getTables(null, null, "users", null);
            assertTrue(table.next());
            String remarks = table.getString("REMARKS");
            assertTrue(remarks.endsWith("; global index by_city (city, n)"), remarks);
        }
    }

    /** These methods take a name, so that of another table must not answer; tools escape names as in patterns. */
    @Test
    void aKeyIsThatOfTheTableThatIsNamed() throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:itemql:mem:")) {
            connection.createStatement().execute("CREATE TABLE axb (id VARCHAR PARTITION KEY)");
            assertEquals(List.of(), keys(connection, "a_b"));
            connection.createStatement().execute("CREATE TABLE a_b (id VARCHAR PARTITION KEY)");
            assertEquals(List.of("a_b"), keys(connection, "a_b"));
            assertEquals(List.of("a_b"), keys(connection, "a\\_b"));
            assertEquals(List.of("a_b", "axb"), keys(connection, "%"));
            assertEquals(List.of("a_b", "axb"), keys(connection, null));
        }
    }

    private static List<String> keys(Connection connection, String table) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (ResultSet rows = connection.getMetaData().getPrimaryKeys(null, null, table)) {
            while (rows.next()) {
                tables.add(rows.getString("TABLE_NAME"));
            }
        }
        tables.sort(null);
        return tables;
    }

    private static List<String> indexes(Connection connection, boolean unique) throws SQLException {
        List<String> found = new ArrayList<>();
        try (ResultSet rows = connection.getMetaData().getIndexInfo(null, "main", "users", unique, true)) {
            while (rows.next()) {
                found.add(rows.getBoolean("NON_UNIQUE") + " " + rows.getString("INDEX_NAME") + " "
                        + rows.getInt("ORDINAL_POSITION") + " " + rows.getString("COLUMN_NAME") + " "
                        + rows.getLong("CARDINALITY"));
            }
        }
        return found;
    }
}
