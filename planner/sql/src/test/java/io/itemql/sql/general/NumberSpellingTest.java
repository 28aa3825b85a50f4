package io.itemql.sql.general;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.itemql.item.AttributeType;
import java.math.BigDecimal;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Equal numbers are one value in every clause, however they are spelt and however they were computed. */
class NumberSpellingTest {
    private static final int ROUNDS = 15;

    @Test
    void spellingNeverMatters() {
        long seed = Long.getLong("seed", System.nanoTime());
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            BigDecimal number = BigDecimal.valueOf(random.nextInt(2000) - 1000L, random.nextInt(4));
            try (Fixture fixture = new Fixture()) {
                check(fixture, number, random, "-Dseed=" + seed + " round " + round);
            }
        }
    }

    private static void check(Fixture fixture, BigDecimal number, Random random, String seed) {
        fixture.table("numbers", "id", AttributeType.N);
        int items = 2 + random.nextInt(4);
        for (int i = 0; i < items; i++) {
            BigDecimal spelt = number.setScale(number.scale() + random.nextInt(4));
            fixture.put("numbers", "id", i, "n", spelt, "s", spelt.toPlainString());
        }
        String a = spelling(number, random);
        String b = spelling(number, random);
        String one = Integer.toString(items);
        equal(fixture, "SELECT COUNT(*) FROM numbers WHERE n = " + a, one, seed);
        equal(fixture, "SELECT COUNT(*) FROM numbers WHERE n IN (" + a + ", 99999)", one, seed);
        equal(fixture, "SELECT COUNT(*) FROM numbers WHERE n BETWEEN " + a + " AND " + b, one, seed);
        equal(fixture, "SELECT COUNT(DISTINCT n) FROM numbers", "1", seed);
        equal(fixture, "SELECT COUNT(*) FROM (SELECT n FROM numbers GROUP BY n) t", "1", seed);
        equal(fixture, "SELECT COUNT(*) FROM (SELECT DISTINCT n + 0.00 AS m FROM numbers) t", "1", seed);
        equal(fixture, "SELECT COUNT(*) FROM (SELECT n FROM numbers UNION SELECT " + a + ") t", "1", seed);
        equal(fixture, "SELECT COUNT(*) FROM (SELECT n FROM numbers EXCEPT SELECT " + a + ") t", "0", seed);
        equal(fixture, "SELECT COUNT(*) FROM (SELECT n FROM numbers INTERSECT SELECT " + b + ") t", "1", seed);
        equal(
                fixture,
                "SELECT COUNT(*) FROM numbers x JOIN numbers y ON x.n * 1.0 = y.n + 0",
                Integer.toString(items * items),
                seed);
        equal(fixture, "SELECT COUNT(*) FROM numbers WHERE n IN (SELECT " + a + " FROM numbers)", one, seed);
        equal(fixture, "SELECT COUNT(*) FROM numbers WHERE n NOT IN (SELECT " + a + " FROM numbers)", "0", seed);
        equal(
                fixture,
                "SELECT COUNT(*) FROM numbers x WHERE EXISTS (SELECT 1 FROM numbers y WHERE y.n = x.n * 1.000)",
                one,
                seed);
        equal(fixture, "SELECT MAX(r) FROM (SELECT RANK() OVER (ORDER BY n) AS r FROM numbers) t", "1", seed);
        equal(
                fixture,
                "SELECT MAX(c) FROM (SELECT COUNT(*) OVER (PARTITION BY n / 1.0) AS c FROM numbers) t",
                one,
                seed);
        equal(fixture, "SELECT CASE " + a + " WHEN " + b + " THEN 'same' ELSE 'other' END", "same", seed);
        equal(fixture, "SELECT COUNT(*) FROM numbers WHERE CAST(s AS DECIMAL(38, 10)) = " + a, one, seed);
    }

    private static String spelling(BigDecimal number, Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> number.toPlainString();
            case 1 -> number.setScale(number.scale() + 1 + random.nextInt(5)).toPlainString();
            default -> number.unscaledValue() + "e" + -number.scale();
        };
    }

    private static void equal(Fixture fixture, String sql, String expected, String seed) {
        assertEquals(List.of(expected), fixture.rows(sql), () -> sql + " (" + seed + ")");
    }
}
