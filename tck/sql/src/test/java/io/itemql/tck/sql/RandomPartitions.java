package io.itemql.tck.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/**
 * Random questions that can be asked in several ways with one answer, so that no other engine is needed to judge them.
 * Everything follows from the seed.
 *
 * <p>Two ways to ask come from the literature. Ternary logic partitioning: every row of a query is in exactly one of
 * three parts, where a predicate is true, false or unknown. The rewriting that keeps an optimizer out: a predicate in
 * WHERE, which may be pushed down and become keys, lets as many rows through as it is TRUE for in a select list.
 */
final class RandomPartitions {
    /** A question: all its statements give the same rows, in whatever order. */
    record Question(String rule, List<String> statements) {}

    private static final List<String> ATTRIBUTES = List.of("a", "b", "c", "d");
    private static final List<String> LITERALS =
            List.of("0", "1", "2", "1.0", "2.50", "-1", "'a'", "'b'", "'ab'", "''", "true", "false", "NULL");

    private final Random random;
    private final RandomStatements statements;

    RandomPartitions(long seed) {
        this.random = new Random(seed);
        this.statements = new RandomStatements(seed);
    }

    /** What makes the tables {@code ttt} and {@code uuu} of mixed items. */
    List<String> tables() {
        return statements.tables();
    }

    List<String> indexes() {
        return statements.indexes();
    }

    private <T> T any(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    @SafeVarargs
    private final String pick(Supplier<String>... choices) {
        return choices[random.nextInt(choices.length)].get();
    }

    /** The rows of FROM, and the aliases that conditions may use. */
    private record From(String text, List<String> aliases) {}

    Question question() {
        From from = from();
        String predicate = predicate(2, from.aliases());
        String base = random.nextBoolean() ? "" : predicate(1, from.aliases());
        return switch (random.nextInt(8)) {
            case 0, 1 -> rows(from, base, predicate);
            case 2 -> distinct(from, base, predicate);
            case 3 -> totals(from, base, predicate);
            case 4 -> groups(from, base, predicate);
            case 5 -> having(from, base);
            case 6 -> onCondition(predicate(1, List.of("t.", "u.")), base);
            default -> counted(from, base, predicate);
        };
    }

    private From from() {
        return switch (random.nextInt(9)) {
            case 0, 1 -> new From("ttt t", List.of("t."));
            case 2 -> new From("uuu u", List.of("u."));
            case 3 -> new From("ttt t, uuu u", List.of("t.", "u."));
            case 4 -> new From("ttt t JOIN uuu u ON " + equality("t.", "u."), List.of("t.", "u."));
            case 5 ->
                new From(
                        "ttt t " + any(List.of("LEFT", "RIGHT", "FULL")) + " JOIN uuu u ON " + equality("t.", "u."),
                        List.of("t.", "u."));
            case 6 ->
                new From(
                        "ttt t JOIN uuu u ON " + equality("t.", "u.") + " LEFT JOIN ttt v ON " + equality("u.", "v."),
                        List.of("t.", "u.", "v."));
            case 7 -> new From("ttt t, t." + any(ATTRIBUTES) + " e", List.of("t."));
            default ->
                new From(
                        "(SELECT DISTINCT a, b, c, d, p, s FROM ttt) t JOIN uuu u ON " + equality("t.", "u."),
                        List.of("t.", "u."));
        };
    }

    private String equality(String left, String right) {
        return pick(
                () -> left + any(ATTRIBUTES) + " = " + right + any(ATTRIBUTES),
                () -> left + "a = " + right + "a AND " + left + "b = " + right + "b",
                () -> left + "s = " + right + "p",
                () -> left + any(ATTRIBUTES) + " = " + right + any(ATTRIBUTES) + " AND "
                        + predicate(0, List.of(left, right)));
    }

    private String columns(From from) {
        List<String> columns = new ArrayList<>();
        for (String alias : from.aliases()) {
            columns.add(alias + "p AS " + alias.charAt(0) + "p");
            columns.add(alias + any(ATTRIBUTES) + " AS " + alias.charAt(0) + "x");
        }
        return String.join(", ", columns);
    }

    /** What WHERE says for each of the three parts, and for all of them. */
    private static List<String> parts(String base, String predicate) {
        String and = base.isEmpty() ? " WHERE " : " WHERE (" + base + ") AND ";
        return List.of(
                and + "(" + predicate + ")", and + "NOT (" + predicate + ")", and + "(" + predicate + ") IS UNKNOWN");
    }

    private static String whole(String base) {
        return base.isEmpty() ? "" : " WHERE " + base;
    }

    private static String joined(String operator, String select, From from, List<String> parts, String behind) {
        List<String> queries = new ArrayList<>();
        parts.forEach(part -> queries.add("SELECT " + select + " FROM " + from.text() + part + behind));
        return String.join(operator, queries);
    }

    private Question rows(From from, String base, String predicate) {
        String columns = columns(from);
        return new Question(
                "rows",
                List.of(
                        "SELECT " + columns + " FROM " + from.text() + whole(base),
                        joined(" UNION ALL ", columns, from, parts(base, predicate), "")));
    }

    private Question distinct(From from, String base, String predicate) {
        String columns = columns(from);
        return new Question(
                "distinct",
                List.of(
                        "SELECT DISTINCT " + columns + " FROM " + from.text() + whole(base),
                        joined(" UNION ", columns, from, parts(base, predicate), "")));
    }

    private Question totals(From from, String base, String predicate) {
        String x = from.aliases().get(0) + any(ATTRIBUTES);
        String totals =
                "COUNT(*) AS n, COUNT(" + x + ") AS k, SUM(" + x + ") AS s, MIN(" + x + ") AS l, MAX(" + x + ") AS h";
        return new Question(
                "totals",
                List.of(
                        "SELECT " + totals + " FROM " + from.text() + whole(base),
                        "SELECT SUM(n), SUM(k), SUM(s), MIN(l), MAX(h) FROM ("
                                + joined(" UNION ALL ", totals, from, parts(base, predicate), "") + ") d"));
    }

    private Question groups(From from, String base, String predicate) {
        String key = from.aliases().get(random.nextInt(from.aliases().size())) + any(ATTRIBUTES);
        String x = from.aliases().get(0) + any(ATTRIBUTES);
        String select = key + " AS g, COUNT(*) AS n, SUM(" + x + ") AS s, MAX(" + x + ") AS h";
        return new Question(
                "groups",
                List.of(
                        "SELECT " + select + " FROM " + from.text() + whole(base) + " GROUP BY " + key,
                        "SELECT g, SUM(n), SUM(s), MAX(h) FROM ("
                                + joined(" UNION ALL ", select, from, parts(base, predicate), " GROUP BY " + key)
                                + ") d GROUP BY g"));
    }

    private Question having(From from, String base) {
        String key = from.aliases().get(0) + any(ATTRIBUTES);
        String x = from.aliases().get(0) + any(ATTRIBUTES);
        String condition = any(List.of("SUM(" + x + ")", "MIN(" + x + ")", "COUNT(" + x + ")", key)) + " "
                + comparison() + " " + any(LITERALS);
        String query = "SELECT " + key + " AS g, COUNT(*) AS n FROM " + from.text() + whole(base) + " GROUP BY " + key;
        return new Question(
                "having",
                List.of(
                        query,
                        query + " HAVING " + condition + " UNION ALL " + query + " HAVING NOT (" + condition
                                + ") UNION ALL " + query + " HAVING (" + condition + ") IS UNKNOWN"));
    }

    private Question onCondition(String condition, String ignored) {
        String equality = equality("t.", "u.");
        String columns = "t.p AS tp, t.s AS ts, u.p AS up, u.b AS ub";
        String pairs = "SELECT " + columns + " FROM ttt t JOIN uuu u ON " + equality + " AND " + condition;
        List<String> ways = new ArrayList<>();
        if (ignored.isEmpty()) {
            ways.add(pairs);
            ways.add("SELECT " + columns + " FROM ttt t, uuu u WHERE (" + equality + ") AND (" + condition + ")");
            ways.add("SELECT " + columns + " FROM uuu u CROSS JOIN ttt t WHERE CASE WHEN (" + equality + ") AND ("
                    + condition + ") THEN TRUE ELSE FALSE END");
            return new Question("inner join", ways);
        }
        ways.add("SELECT " + columns + " FROM ttt t LEFT JOIN uuu u ON " + equality + " AND " + condition);
        ways.add("SELECT " + columns + " FROM uuu u RIGHT JOIN ttt t ON " + equality + " AND " + condition);
        ways.add(pairs
                + " UNION ALL SELECT t.p, t.s, NULL, NULL FROM ttt t WHERE NOT EXISTS (SELECT 1 FROM uuu u WHERE ("
                + equality + ") AND (" + condition + "))");
        return new Question("outer join", ways);
    }

    /** The rewriting that keeps an optimizer out. */
    private Question counted(From from, String base, String predicate) {
        String both = base.isEmpty() ? "(" + predicate + ")" : "(" + base + ") AND (" + predicate + ")";
        return new Question(
                "counted",
                List.of(
                        "SELECT COUNT(*) FROM " + from.text() + " WHERE " + both,
                        "SELECT COUNT(CASE WHEN " + both + " THEN 1 END) FROM " + from.text(),
                        "SELECT COUNT(*) FROM (SELECT (" + both + ") AS q FROM " + from.text()
                                + ") d WHERE d.q = TRUE"));
    }

    private String comparison() {
        return any(List.of("=", "<>", "<", "<=", ">", ">="));
    }

    private String attribute(List<String> aliases) {
        return any(aliases) + any(ATTRIBUTES);
    }

    /**
     * A condition on a key, with literals of its own type: others are converted, which the naive evaluator does not
     * know.
     */
    private String ofKey(List<String> aliases) {
        String alias = any(aliases);
        boolean text = !alias.equals("u.") && random.nextBoolean();
        String key = alias + (text || alias.equals("u.") ? "p" : "s");
        List<String> literals =
                text ? List.of("'a'", "'b'", "'c'", "'z'", "NULL") : List.of("0", "1", "2.0", "3", "NULL");
        return pick(
                () -> key + " " + comparison() + " " + any(literals),
                () -> key + " " + not() + "IN (" + any(literals) + ", " + any(literals) + ")",
                () -> key + " " + not() + "BETWEEN " + any(literals) + " AND " + any(literals),
                () -> any(literals) + " " + comparison() + " " + key,
                () -> key + " " + comparison() + " " + attribute(aliases));
    }

    private String value(int depth, List<String> aliases) {
        if (depth == 0 || random.nextInt(2) == 0) {
            return random.nextInt(3) > 0 ? attribute(aliases) : any(LITERALS);
        }
        return pick(
                () -> attribute(aliases) + ".x",
                () -> attribute(aliases) + ".y.z",
                () -> attribute(aliases) + "[" + random.nextInt(2) + "]",
                () -> "(" + value(depth - 1, aliases) + " " + any(List.of("+", "-", "*", "||")) + " "
                        + value(0, aliases) + ")",
                () -> "CASE WHEN " + predicate(depth - 1, aliases) + " THEN " + value(0, aliases) + " ELSE "
                        + value(0, aliases) + " END",
                () -> "COALESCE(" + attribute(aliases) + ", " + value(0, aliases) + ")",
                () -> "NULLIF(" + attribute(aliases) + ", " + any(LITERALS) + ")",
                () -> "TRY_CAST(" + attribute(aliases) + " AS " + any(List.of("VARCHAR", "INTEGER", "BOOLEAN")) + ")",
                () -> "(SELECT " + any(List.of("MAX", "MIN", "COUNT")) + "(w." + any(ATTRIBUTES)
                        + ") FROM uuu w WHERE w." + any(ATTRIBUTES) + " = " + attribute(aliases) + ")");
    }

    private String predicate(int depth, List<String> aliases) {
        if (depth > 0 && random.nextInt(2) == 0) {
            return pick(
                    () -> "(" + predicate(depth - 1, aliases) + " AND " + predicate(depth - 1, aliases) + ")",
                    () -> "(" + predicate(depth - 1, aliases) + " OR " + predicate(depth - 1, aliases) + ")",
                    () -> "NOT (" + predicate(depth - 1, aliases) + ")",
                    () -> "(" + predicate(depth - 1, aliases) + ") IS " + not()
                            + any(List.of("TRUE", "FALSE", "UNKNOWN")));
        }
        return pick(
                () -> ofKey(aliases),
                () -> value(depth, aliases) + " " + comparison() + " " + value(depth, aliases),
                () -> attribute(aliases) + " " + comparison() + " " + any(LITERALS),
                () -> attribute(aliases) + " " + not() + "IN (" + any(LITERALS) + ", " + value(0, aliases) + ")",
                () -> attribute(aliases) + " " + not() + "BETWEEN " + value(0, aliases) + " AND " + value(0, aliases),
                () -> value(depth, aliases) + " IS " + not()
                        + any(List.of("NULL", "MISSING", "STRING", "NUMERIC", "LIST")),
                () -> value(depth, aliases) + " IS " + not() + "DISTINCT FROM " + value(0, aliases),
                () -> attribute(aliases) + " " + not() + "LIKE " + any(List.of("'a%'", "'%b'", "'_'", "'%'")),
                () -> "begins_with(" + attribute(aliases) + ", 'a')",
                () -> "attribute_exists(" + attribute(aliases) + ")",
                () -> attribute(aliases) + " " + not() + "IN (SELECT w." + any(ATTRIBUTES) + " FROM uuu w"
                        + any(List.of("", " WHERE w.a IS NOT NULL", " WHERE w.b = " + attribute(aliases))) + ")",
                () -> not() + "EXISTS (SELECT 1 FROM uuu w WHERE w." + any(List.of("a", "b", "p")) + " = "
                        + attribute(aliases) + any(List.of("", " AND w.c IS NOT MISSING", " AND w.d <> 1")) + ")",
                () -> attribute(aliases) + " " + comparison() + " " + any(List.of("ANY", "ALL")) + " (SELECT w."
                        + any(ATTRIBUTES) + " FROM uuu w)");
    }

    private String not() {
        return random.nextInt(3) == 0 ? "NOT " : "";
    }
}
