package io.itemql.tck.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/**
 * Random tables of mixed items, and random queries over them from a small grammar. Everything follows from the seed.
 * Queries never divide, and take a LIMIT only where the naive evaluator can judge any choice of rows.
 */
final class RandomStatements {
    private static final List<String> ATTRIBUTES = List.of("a", "b", "c", "d");
    private static final List<String> SCALARS = List.of(
            "1", "2", "1.0", "2.50", "-1", "0", "1e1", "'a'", "'b'", "'ab'", "''", "'1'", "true", "false", "X'01'",
            "X'0102'");
    private static final List<String> DOCUMENTS = List.of(
            "null", "[1, 'a']", "[]", "[2, [1]]", "{'x': 1}", "{'x': 'a', 'y': {'z': 2}}", "<<'a', 'b'>>", "<<1, 2>>");

    private static final List<String> NUMBERS = List.of("0", "1", "2.0", "3", "4.5");
    private static final List<String> TEXTS = List.of("'a'", "'b'", "'c'", "''", "'z'");

    private final Random random;
    /** Whether the key {@code p} of the table without an alias is a text. */
    private boolean textKey = true;

    RandomStatements(long seed) {
        this.random = new Random(seed);
    }

    private <T> T any(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    @SafeVarargs
    private static <T> T pick(Random random, Supplier<T>... choices) {
        return choices[random.nextInt(choices.length)].get();
    }

    /** Two tables: {@code t} with a text and a number as key, {@code u} with a number. */
    List<String> tables() {
        List<String> statements = new ArrayList<>();
        statements.add("CREATE TABLE ttt (p VARCHAR PARTITION KEY, s BIGINT SORT KEY)");
        statements.add("CREATE TABLE uuu (p BIGINT PARTITION KEY)");
        for (int p = 0; p < 3; p++) {
            for (int s = 0; s < 6; s++) {
                if (random.nextInt(5) > 0) {
                    statements.add(
                            "INSERT INTO ttt VALUE {'p': '" + (char) ('a' + p) + "', 's': " + s + attributes() + "}");
                }
            }
        }
        for (int p = 0; p < 8; p++) {
            statements.add("INSERT INTO uuu VALUE {'p': " + p + attributes() + "}");
        }
        return statements;
    }

    /**
     * Some indexes of the tables, for after their items are there: a later item could not have another type than an
     * index has for its key. Some cannot be, because an item has an empty text for their key. The naive evaluator knows
     * no indexes, which must make no difference.
     */
    List<String> indexes() {
        List<String> statements = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            String first = any(ATTRIBUTES);
            String other = any(ATTRIBUTES);
            String second = pick(random, () -> other + keyType(other), () -> "s BIGINT", () -> "p");
            boolean sorted = random.nextInt(3) > 0 && !second.startsWith(first);
            statements.add("CREATE INDEX idx" + i + " ON ttt (" + first + keyType(first) + (sorted ? ", " + second : "")
                    + ")"
                    + any(List.of("", "", " PROJECTION ALL", " PROJECTION KEYS_ONLY", " PROJECTION INCLUDE (a, c)")));
        }
        String only = any(ATTRIBUTES);
        statements.add("CREATE INDEX idx3 ON uuu (" + only + keyType(only) + ")");
        return statements;
    }

    /** An attribute has one type in all keys of a table. */
    private static String keyType(String attribute) {
        return attribute.compareTo("b") > 0 ? " VARCHAR" : " BIGINT";
    }

    private String attributes() {
        StringBuilder text = new StringBuilder();
        for (String attribute : ATTRIBUTES) {
            if (random.nextInt(4) > 0) {
                text.append(", '").append(attribute).append("': ").append(value());
            }
        }
        return text.toString();
    }

    private String value() {
        String value = random.nextInt(4) > 0 ? any(SCALARS) : any(DOCUMENTS);
        return value.startsWith("X") ? "'bytes'" : value;
    }

    String query() {
        return switch (random.nextInt(12)) {
            case 0, 1, 2, 3 -> single();
            case 4, 5 -> grouped();
            case 6 -> joined();
            case 7 -> combined();
            case 8 -> nested();
            case 9, 10 -> indexed();
            default -> keyed();
        };
    }

    private String single() {
        String table = table();
        boolean distinct = random.nextInt(4) == 0;
        String columns = random.nextInt(5) == 0 ? "*" : list(1 + random.nextInt(3), "");
        String order = random.nextBoolean()
                ? ""
                : " ORDER BY " + (1 + random.nextInt(columns.equals("*") ? 2 : 1)) + direction();
        String limit =
                random.nextInt(3) > 0 ? "" : " LIMIT " + random.nextInt(6) + (random.nextBoolean() ? "" : " OFFSET 2");
        return "SELECT " + (distinct ? "DISTINCT " : "") + columns + " FROM " + table + where("") + order + limit;
    }

    private String keyed() {
        textKey = true;
        String key = pick(
                random,
                () -> "p = '" + any(List.of("a", "b", "z")) + "'",
                () -> "p = 'a' AND s = " + any(List.of("1", "2.0", "9")),
                () -> "p = 'b' AND s " + any(List.of("<", "<=", ">", ">=")) + " " + random.nextInt(6),
                () -> "p = 'a' AND s BETWEEN " + random.nextInt(4) + " AND " + random.nextInt(6),
                () -> "p IN ('a', 'c') AND s = " + random.nextInt(6),
                () -> "p = 'c' AND s IN (1, 3, 5)",
                () -> "p = 'a' AND (" + predicate(1, "") + ")",
                () -> "(p = 'a' OR p = 'b') AND " + predicate(1, ""),
                () -> "p = 'a' AND s > 1 AND s < 4 AND " + predicate(1, ""));
        String order =
                pick(random, () -> "", () -> " ORDER BY s", () -> " ORDER BY s DESC", () -> " ORDER BY s DESC LIMIT 2");
        return "SELECT p, s, " + list(1, "") + " FROM ttt WHERE " + key + order;
    }

    /** Conditions as keys of indexes have them. */
    private String indexed() {
        textKey = true;
        String first = any(ATTRIBUTES);
        String second = any(ATTRIBUTES);
        String condition = pick(
                random,
                () -> first + " = " + any(SCALARS),
                () -> any(SCALARS) + " = " + first,
                () -> first + " IN (" + any(SCALARS) + ", " + any(SCALARS) + ")",
                () -> first + " = " + any(SCALARS) + " AND " + second + " " + comparison() + " " + any(SCALARS),
                () -> first + " = " + any(SCALARS) + " AND " + second + " BETWEEN " + any(SCALARS) + " AND "
                        + any(SCALARS),
                () -> first + " = " + any(SCALARS) + " AND begins_with(" + second + ", 'a')",
                () -> first + " = " + any(SCALARS) + " AND " + second + " LIKE 'b%'",
                () -> first + " = " + any(SCALARS) + " AND " + second + " IS" + negation() + " "
                        + any(List.of("NULL", "MISSING", "STRING", "NUMERIC")),
                () -> first + " = " + any(SCALARS) + " AND s > " + random.nextInt(4),
                () -> first + " IS NOT DISTINCT FROM " + any(SCALARS),
                () -> "CAST(" + first + " AS VARCHAR) = " + any(TEXTS),
                () -> first + " = (SELECT MAX(" + second + ") FROM uuu)",
                () -> first + " IN (SELECT " + second + " FROM uuu)",
                () -> "(" + first + " = " + any(SCALARS) + " OR " + first + " = " + any(SCALARS) + ")");
        String rest = random.nextInt(3) == 0 ? " AND " + predicate(1, "") : "";
        String order = pick(
                random,
                () -> "",
                () -> " ORDER BY " + second + direction(),
                () -> " ORDER BY " + first + ", " + second + direction(),
                () -> " ORDER BY s" + direction());
        String columns =
                pick(random, () -> "p, s", () -> "*", () -> "p, s, " + list(1, ""), () -> first + ", " + second);
        return "SELECT " + columns + " FROM ttt WHERE " + condition + rest + order;
    }

    private String grouped() {
        String table = table();
        String key = random.nextInt(3) == 0 ? any(ATTRIBUTES) : any(List.of("a", "b", "p"));
        String aggregates = aggregate() + " AS x, " + aggregate() + " AS y";
        String having = random.nextInt(3) > 0 ? "" : " HAVING COUNT(*) > " + random.nextInt(3);
        return switch (random.nextInt(4)) {
            case 0 -> "SELECT " + aggregates + " FROM " + table + where("");
            case 1 -> "SELECT " + key + ", " + aggregates + " FROM " + table + where("") + " GROUP BY " + key + having;
            case 2 ->
                "SELECT k, (SELECT " + aggregate().replaceAll("\\b([abs])\\b", "v." + table + ".$1")
                        + " FROM g AS v WHERE v."
                        + table + ".p IS NOT NULL) AS x FROM " + table + where("") + " GROUP BY " + key
                        + " AS k GROUP AS g" + having;
            default ->
                "SELECT " + key + ", b, COUNT(*) AS n FROM " + table + where("") + " GROUP BY " + key + ", b" + having
                        + " ORDER BY n" + direction();
        };
    }

    private String aggregate() {
        return any(
                List.of("COUNT(*)", "COUNT(a)", "COUNT(DISTINCT b)", "MIN(a)", "MAX(b)", "SUM(s)", "AVG(s)", "MIN(s)"));
    }

    private String joined() {
        String kind = random.nextBoolean() ? "JOIN" : "LEFT JOIN";
        String condition =
                pick(random, () -> "t.s = u.p", () -> "t.a = u.a", () -> "t.a = u.b AND t.s > u.p", () -> "t.b = u.b");
        return "SELECT t.p, t.s, u.p AS q, u.a FROM ttt t " + kind + " uuu u ON " + condition
                + (random.nextBoolean() ? "" : " WHERE " + predicate(1, "t."));
    }

    private String combined() {
        String operator = any(List.of("UNION", "UNION ALL", "INTERSECT", "EXCEPT", "INTERSECT ALL", "EXCEPT ALL"));
        return "SELECT " + any(ATTRIBUTES) + " FROM " + ttt() + where("") + " " + operator + " SELECT "
                + any(ATTRIBUTES) + " FROM " + uuu() + where("");
    }

    private String ttt() {
        textKey = true;
        return "ttt";
    }

    private String uuu() {
        textKey = false;
        return "uuu";
    }

    private String nested() {
        return pick(
                random,
                () -> "SELECT p, s FROM ttt WHERE " + any(ATTRIBUTES) + negation() + " IN (SELECT " + any(ATTRIBUTES)
                        + " FROM " + uuu() + where("") + ")",
                () -> "SELECT p, s FROM ttt t WHERE" + negation() + " EXISTS (SELECT 1 FROM uuu u WHERE u.p = t.s AND "
                        + predicate(1, "u.") + ")",
                () -> "SELECT p, s, (SELECT COUNT(*) FROM uuu u WHERE u.a = t.a) AS n FROM ttt t",
                () -> "SELECT x FROM (SELECT " + any(ATTRIBUTES) + " AS x FROM " + ttt() + where("") + ") d WHERE "
                        + "x " + comparison() + " " + any(SCALARS),
                () -> "WITH w AS (SELECT p, " + any(ATTRIBUTES)
                        + " AS x FROM ttt) SELECT x, COUNT(*) AS n FROM w GROUP BY x",
                () -> "SELECT t.p, t.s, e FROM ttt t, t." + any(ATTRIBUTES) + " e");
    }

    private String negation() {
        return random.nextInt(3) == 0 ? " NOT" : "";
    }

    private String table() {
        // Both have p; only ttt has s, which is MISSING in the other.
        return random.nextInt(3) > 0 ? ttt() : uuu();
    }

    private String direction() {
        return any(List.of("", " DESC", " NULLS FIRST", " DESC NULLS LAST"));
    }

    private String list(int count, String alias) {
        List<String> columns = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            columns.add(expression(2, alias) + " AS c" + i);
        }
        return String.join(", ", columns);
    }

    private String where(String alias) {
        return random.nextInt(4) == 0 ? "" : " WHERE " + predicate(2, alias);
    }

    private String comparison() {
        return any(List.of("=", "<>", "<", "<=", ">", ">="));
    }

    private String attribute(String alias) {
        return alias + (random.nextInt(4) == 0 ? any(List.of("p", "s")) : any(ATTRIBUTES));
    }

    private String expression(int depth, String alias) {
        if (depth == 0 || random.nextInt(3) == 0) {
            return random.nextInt(3) > 0 ? attribute(alias) : any(SCALARS);
        }
        return pick(
                random,
                () -> attribute(alias),
                () -> attribute(alias) + ".x",
                () -> attribute(alias) + "[0]",
                () -> "(" + expression(depth - 1, alias) + " " + any(List.of("+", "-", "*")) + " " + number(alias)
                        + ")",
                () -> "CASE WHEN " + predicate(depth - 1, alias) + " THEN " + attribute(alias) + " ELSE " + any(SCALARS)
                        + " END",
                () -> "COALESCE(" + attribute(alias) + ", " + attribute(alias) + ", " + any(SCALARS) + ")",
                () -> "UPPER(" + attribute(alias) + ")",
                () -> "size(" + attribute(alias) + ")",
                () -> "NULLIF(" + alias + any(ATTRIBUTES) + ", " + any(SCALARS) + ")");
    }

    private String number(String alias) {
        return random.nextBoolean() ? alias + "s" : any(List.of("1", "2.5", "0"));
    }

    private String predicate(int depth, String alias) {
        if (depth > 0 && random.nextInt(2) == 0) {
            return pick(
                    random,
                    () -> "(" + predicate(depth - 1, alias) + " AND " + predicate(depth - 1, alias) + ")",
                    () -> "(" + predicate(depth - 1, alias) + " OR " + predicate(depth - 1, alias) + ")",
                    () -> "NOT (" + predicate(depth - 1, alias) + ")");
        }
        return pick(
                random,
                () -> compared(alias, false),
                () -> compared(alias, true),
                () -> attribute(alias) + " " + comparison() + " " + attribute(alias),
                () -> listed(alias),
                () -> ranged(alias),
                () -> attribute(alias) + " IS" + negation() + " "
                        + any(List.of("NULL", "MISSING", "STRING", "NUMERIC", "LIST")),
                () -> attribute(alias) + negation() + " LIKE " + any(List.of("'a%'", "'%b'", "'_'", "''")),
                () -> "begins_with(" + attribute(alias) + ", 'a')",
                () -> "contains(" + attribute(alias) + ", " + any(List.of("'a'", "1")) + ")",
                () -> "attribute_exists(" + attribute(alias) + ")",
                () -> expression(1, alias) + " " + comparison() + " " + alias + any(ATTRIBUTES),
                () -> attribute(alias) + ".x = " + any(List.of("1", "'a'")));
    }

    /**
     * A literal to compare with; of a key's own type, because others are converted, which the naive evaluator does not.
     */
    private String literal(String attribute) {
        if (attribute.endsWith("s")) {
            return any(NUMBERS);
        }
        if (attribute.endsWith("p")) {
            boolean text = attribute.equals("p") ? textKey : attribute.startsWith("t.");
            return any(text ? TEXTS : NUMBERS);
        }
        return any(SCALARS);
    }

    private String compared(String alias, boolean reversed) {
        String attribute = attribute(alias);
        return reversed
                ? literal(attribute) + " " + comparison() + " " + attribute
                : attribute + " " + comparison() + " " + literal(attribute);
    }

    private String listed(String alias) {
        String attribute = attribute(alias);
        return attribute + negation() + " IN (" + literal(attribute) + ", " + literal(attribute) + ")";
    }

    private String ranged(String alias) {
        String attribute = attribute(alias);
        return attribute + negation() + " BETWEEN " + literal(attribute) + " AND " + literal(attribute);
    }
}
