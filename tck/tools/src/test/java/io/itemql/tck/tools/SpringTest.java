package io.itemql.tck.tools;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.DataClassRowMapper;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.SimpleJdbcInsert;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.jdbc.support.rowset.SqlRowSet;

/** Spring's JdbcTemplate over HikariCP. */
class SpringTest {
    /** A row as an application would have it. */
    record User(String userId, String name, LocalDate joined, BigDecimal age) {}

    @Test
    void templates() throws Exception {
        try (ExampleStore store = new ExampleStore("spring")) {
            Recorder recorder = new Recorder(store.url());
            HikariConfig config = new HikariConfig();
            config.setDataSource(recorder);
            config.setMaximumPoolSize(2);
            try (HikariDataSource pool = new HikariDataSource(config)) {
                JdbcTemplate template = new JdbcTemplate(pool);
                reads(template, new NamedParameterJdbcTemplate(pool));
                writes(template);
                failures(template);
            }
            recorder.check("spring");
            assertEquals(List.of(), List.copyOf(recorder.refusals()));
        }
    }

    private static void reads(JdbcTemplate template, NamedParameterJdbcTemplate named) {
        assertEquals(3, template.queryForObject("SELECT COUNT(*) FROM users", Integer.class));
        assertEquals(
                List.of("Ann", "Ben"),
                named.queryForList(
                        "SELECT name FROM users WHERE userId IN (:ids) ORDER BY userId",
                        Map.of("ids", List.of("u1", "u2")),
                        String.class));
        User user = template.queryForObject(
                "SELECT userId, name, joined, age FROM users WHERE userId = ?",
                new DataClassRowMapper<>(User.class),
                "u2");
        assertEquals(new User("u2", "Ben", LocalDate.of(2024, 2, 29), new BigDecimal("42")), user);
        List<Map<String, Object>> rows = template.queryForList(
                "SELECT customer, SUM(total) AS total FROM orders GROUP BY customer ORDER BY customer");
        assertEquals(new BigDecimal("31"), ((BigDecimal) rows.get(0).get("total")).stripTrailingZeros());
        SqlRowSet set = template.queryForRowSet("SELECT userId, age FROM users ORDER BY userId");
        assertTrue(set.last());
        assertEquals("u3", set.getString("userId"));
    }

    private static void writes(JdbcTemplate template) {
        assertEquals(1, template.update("UPDATE users SET age = ? WHERE userId = ?", 32, "u1"));
        assertEquals(0, template.update("UPDATE users SET age = ? WHERE userId = ? AND age > 1000", 32, "u1"));
        int[] counts = template.batchUpdate(
                "INSERT INTO orders (customer, orderId, total) VALUES (?, ?, ?)",
                List.of(new Object[] {"b", 1, 1.5}, new Object[] {"b", 2, 2.5}));
        assertArrayEquals(new int[] {1, 1}, counts);
        new SimpleJdbcInsert(template)
                .withTableName("users")
                .usingColumns("userId", "name")
                .execute(Map.of("userId", "u9", "name", "Zoe"));
        assertEquals("Zoe", template.queryForObject("SELECT name FROM users WHERE userId = 'u9'", String.class));
        template.execute("CREATE TABLE notes (text VARCHAR(100))");
        GeneratedKeyHolder keys = new GeneratedKeyHolder();
        template.update(
                connection -> {
                    var insert =
                            connection.prepareStatement("INSERT INTO notes (text) VALUES (?)", new String[] {"_id"});
                    insert.setString(1, "hello");
                    return insert;
                },
                keys);
        String key = keys.getKeyAs(String.class);
        assertEquals("hello", template.queryForObject("SELECT text FROM notes WHERE _id = ?", String.class, key));
    }

    /** The exceptions that applications catch come from the SQLStates. */
    private static void failures(JdbcTemplate template) {
        assertThrows(BadSqlGrammarException.class, () -> template.queryForList("SELEC 1"));
        assertThrows(BadSqlGrammarException.class, () -> template.queryForList("SELECT * FROM nope"));
        assertThrows(DuplicateKeyException.class, () -> template.update("INSERT INTO users (userId) VALUES ('u1')"));
    }
}
