package io.itemql.sql.parse;

import java.util.Random;

/** Statements made at random of the parts that a fingerprint must tell apart; most, not all, are valid. */
final class RandomStatement {
    private final Random random;

    RandomStatement(Random random) {
        this.random = random;
    }

    String text() {
        return switch (random.nextInt(5)) {
            case 0 -> "INSERT INTO t VALUE " + tuple(2);
            case 1 -> "INSERT INTO t (a, b) VALUES (" + value() + "," + value() + "), (" + value() + ", ?)";
            case 2 -> "UPDATE t SET " + assignments() + " REMOVE x, y WHERE " + condition(2);
            case 3 -> "DELETE FROM t WHERE " + condition(2) + pick("", ";", " RETURNING ALL OLD *");
            default -> query(2);
        };
    }

    private String query(int depth) {
        return "SELECT " + pick("*", "a, 5", "'x' AS y", "a = 5", "count(*)") + space() + "FROM t"
                + pick("", " JOIN u ON " + condition(depth - 1), ", o.lines l") + " WHERE " + condition(depth)
                + pick("", " ORDER BY 1", " GROUP BY a, 2", " LIMIT 5") + comment();
    }

    private String condition(int depth) {
        if (depth > 0 && random.nextInt(3) > 0) {
            return switch (random.nextInt(6)) {
                case 0 -> "(" + condition(depth - 1) + " OR " + condition(depth - 1) + ")";
                case 1 -> condition(depth - 1) + " AND " + condition(depth - 1);
                case 2 -> "NOT " + condition(depth - 1);
                case 3 -> "EXISTS (" + query(0) + ")";
                case 4 -> path() + " IN (" + query(0) + ")";
                default -> "CASE WHEN " + condition(0) + " THEN " + value() + " ELSE 2 END = " + value();
            };
        }
        return switch (random.nextInt(9)) {
            case 0 -> path() + pick(" ", " NOT ") + "BETWEEN " + value() + " AND " + value();
            case 1 -> path() + pick(" ", " NOT ") + "IN (" + value() + ", " + value() + "," + value() + ")";
            case 2 -> path() + " IN [" + value() + "," + value() + "]";
            case 3 -> path() + " IN <<'a','b'>>";
            case 4 -> path() + " IS NOT MISSING";
            case 5 -> literal() + comparison() + literal();
            case 6 -> path() + " LIKE 'x%'";
            default -> path() + space() + comparison() + space() + value();
        };
    }

    private String assignments() {
        return path() + " = " + value() + ", b.c = " + value() + pick("", ", d = <<'a','b','c'>>", ", e = " + tuple(1));
    }

    private String tuple(int depth) {
        String inner = depth > 0 ? pick(tuple(depth - 1), "[" + value() + "," + value() + "]", "<<1,2,3>>") : value();
        return "{'k': " + value() + ", 'v''w' : " + inner + "}";
    }

    private String path() {
        return pick("a", "t.a", "a.b[0]", "\"a b\".c", "a['x']", "t.order", "value", "date", "f(a)", "a + 1");
    }

    private String value() {
        return switch (random.nextInt(6)) {
            case 0 -> pick("a", "?", "NULL", "DATE '2020-01-01'", "(5)", "{d '2020-01-01'}");
            case 1 -> literal() + pick(" + ", "||", " * ", " - ", "-") + literal();
            default -> literal();
        };
    }

    private String literal() {
        return pick(
                "5",
                "-5",
                "- 7.25",
                "+3",
                "0",
                ".5",
                "5.",
                "1e3",
                "'x'",
                "'it''s'",
                "''",
                "true",
                "FALSE",
                "12345678901234567890123456789012345678");
    }

    private String comparison() {
        return pick("=", "<>", "!=", "<", "<=", ">", ">=");
    }

    private String space() {
        return pick(" ", "  ", "\n", " /* 'c' */ ", " -- c ?\n");
    }

    private String comment() {
        return pick("", " -- end", ";", " /* a = 5 */");
    }

    private String pick(String... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
