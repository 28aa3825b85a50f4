package io.itemql.sql.dynamodb;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Makes statements by a grammar that is a little wider than the service's: most can be run, some are refused. */
public final class Grammar {
    private static final List<String> TABLES = List.of("Things", "\"Things\"", "Parts", "Nowhere");
    private static final List<String> NAMES = List.of("id", "a", "b", "\"c d\"", "n", "list", "@a", "Parts", "sk");
    private static final List<String> LITERALS = List.of(
            "1",
            "-2.50",
            "'x'",
            "''",
            "'it''s'",
            "true",
            "NULL",
            "?",
            "[1, 'a']",
            "{'k': 1}",
            "<<1, 2>>",
            "<<'a'>>",
            "1e3",
            "(1, 2)",
            "missing",
            "`x`",
            "1e200",
            "<<>>",
            ".5",
            "[]");
    private static final List<String> COMPARISONS = List.of("=", "<>", "!=", "<", "<=", ">", ">=");
    private static final List<String> TYPES = List.of("MISSING", "NULL", "STRING", "NUMERIC", "INT", "LIST", "BOOL");
    private static final List<String> NOISE = List.of("", "", "", "", ";", " --end", " /* x */", " x", ")", " ;;");

    private static final List<String> WORDS = List.of(
            "SELECT",
            "VALUE",
            "FROM",
            "WHERE",
            "AS",
            "AT",
            "BY",
            "GROUP BY",
            "ORDER BY",
            "LIMIT",
            "LET",
            "UNPIVOT",
            "PIVOT",
            "JOIN",
            "LEFT CROSS JOIN",
            "ON",
            "UNION ALL",
            "EXCEPT",
            "SET",
            "REMOVE",
            "INSERT INTO",
            "DELETE",
            "UPDATE",
            "RETURNING",
            "ALL OLD *",
            "ON CONFLICT",
            "DO NOTHING",
            "NOT",
            "AND",
            "IS",
            "IN",
            "BETWEEN",
            "LIKE",
            "ESCAPE",
            "CASE",
            "WHEN",
            "THEN",
            "END",
            "CAST",
            "DATE",
            "TIME",
            "MISSING",
            "NULL",
            "EXISTS",
            "VALUES",
            "DISTINCT",
            "ALL",
            "ASC",
            "DESC",
            "(",
            ")",
            "[",
            "]",
            "{",
            "}",
            "<<",
            ">>",
            ",",
            ":",
            ".",
            "*",
            "?",
            "=",
            "-",
            "+",
            "||",
            "@",
            ";",
            "'",
            "\"",
            "`",
            "--",
            "/*",
            "//",
            "\u00fc",
            "\ud83d\ude00",
            "\ud83d",
            "0x1",
            "1e999",
            "9999999999999999999999999999999999999999",
            "size(",
            "trim(both from",
            "extract(year from",
            "substring(",
            "date_add(",
            "count(*)",
            "EXEC",
            "CREATE TABLE");

    private final Random random;

    /** A grammar whose choices follow from a seed. */
    public Grammar(long seed) {
        this.random = new Random(seed);
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private boolean rarely() {
        return random.nextInt(8) == 0;
    }

    /** The next statement. */
    public String statement() {
        String statement =
                switch (random.nextInt(10)) {
                    case 0, 1, 2, 3, 4 -> query();
                    case 5, 6 -> update();
                    case 7 -> insert();
                    case 8 -> "DELETE FROM " + one(TABLES) + where(2) + (rarely() ? " RETURNING ALL OLD *" : "");
                    default -> rarely() ? expression(3) : "EXISTS(" + query() + ")";
                };
        return (rarely() ? mangled(statement) : statement) + one(NOISE);
    }

    /** A statement with a word left out, doubled, put elsewhere or replaced. */
    private String mangled(String statement) {
        List<String> words = new ArrayList<>(List.of(statement.split("(?<=[ (,])|(?=[),])")));
        for (int changes = 1 + random.nextInt(2); changes > 0; changes--) {
            int at = random.nextInt(words.size());
            switch (random.nextInt(4)) {
                case 0 -> words.set(at, "");
                case 1 -> words.add(at, words.get(at));
                case 2 -> words.add(random.nextInt(words.size()), words.get(at));
                default -> words.set(at, " " + one(WORDS) + " ");
            }
        }
        return String.join("", words);
    }

    private String query() {
        String list = rarely() ? expression(1) : random.nextBoolean() ? "*" : path() + (rarely() ? ", " + path() : "");
        String order = rarely() ? " ORDER BY " + one(NAMES) + (random.nextBoolean() ? " DESC" : "") : "";
        String tail = rarely() ? one(List.of(" LIMIT 1", " GROUP BY a", " HAVING a = 1", " OFFSET 2")) : "";
        return "SELECT " + list + " FROM " + one(TABLES) + (rarely() ? one(List.of(" x", ", Parts", ".ix")) : "")
                + where(3) + order + tail;
    }

    private String where(int depth) {
        return random.nextInt(5) == 0
                ? ""
                : " WHERE " + key() + (random.nextBoolean() ? " AND " + condition(depth) : "");
    }

    private String key() {
        return switch (random.nextInt(5)) {
            case 0 -> condition(1);
            case 1 -> "id IN ['x', 'y']";
            case 2 -> "(id = 'x' OR id = 'y')";
            default -> "id = 'x'" + (random.nextBoolean() ? " AND sk > 1" : "");
        };
    }

    private String condition(int depth) {
        if (depth == 0) {
            return operand() + " " + one(COMPARISONS) + " " + operand();
        }
        return switch (random.nextInt(10)) {
            case 0 -> condition(depth - 1) + " AND " + condition(depth - 1);
            case 1 -> condition(depth - 1) + " OR " + condition(depth - 1);
            case 2 -> "NOT " + condition(depth - 1);
            case 3 -> "(" + condition(depth - 1) + ")";
            case 4 -> operand() + " BETWEEN " + operand() + " AND " + operand();
            case 5 -> operand() + (rarely() ? " NOT" : "") + " IN [" + operand() + ", " + operand() + "]";
            case 6 -> operand() + " IS " + (rarely() ? "NOT " : "") + one(TYPES);
            case 7 -> function();
            default -> operand() + " " + one(COMPARISONS) + " " + operand();
        };
    }

    private String function() {
        return switch (random.nextInt(6)) {
            case 0 -> "attribute_exists(" + operand() + ")";
            case 1 -> "begins_with(" + operand() + ", " + operand() + ")";
            case 2 -> "contains(" + path() + ", " + operand() + ")";
            case 3 -> "attribute_type(" + path() + ", 'S')";
            case 4 -> "size(" + operand() + ") > 1";
            default -> one(List.of("upper", "coalesce", "count", "trim")) + "(" + operand() + ")";
        };
    }

    private String operand() {
        return switch (random.nextInt(8)) {
            case 0, 1, 2 -> path();
            case 3 -> "size(" + path() + ")";
            case 4 -> rarely() ? expression(1) : one(LITERALS);
            default -> one(LITERALS);
        };
    }

    private String path() {
        String path = one(NAMES);
        while (random.nextInt(3) == 0) {
            path += one(List.of(".b", "[0]", "['k']", "[1]", ".\"c d\"", "[-1]", "[?]"));
        }
        return path;
    }

    private String expression(int depth) {
        if (depth == 0) {
            return operand();
        }
        return switch (random.nextInt(7)) {
            case 0 -> expression(depth - 1) + one(List.of(" + ", " - ", " * ", " || ", " % ")) + expression(depth - 1);
            case 1 -> "- " + expression(depth - 1);
            case 2 -> "CASE WHEN " + condition(1) + " THEN 1 ELSE 2 END";
            case 3 -> "CAST(" + operand() + " AS INT)";
            case 4 -> "(" + query() + ")";
            case 5 -> operand() + " LIKE 'a%'";
            default -> condition(depth - 1);
        };
    }

    private String update() {
        StringBuilder text = new StringBuilder("UPDATE ").append(one(TABLES));
        int actions = 1 + random.nextInt(2);
        for (int i = 0; i < actions; i++) {
            text.append(random.nextInt(3) == 0 ? " REMOVE " + path() : " SET " + path() + " = " + assigned());
        }
        text.append(where(2));
        return text + (rarely() ? " RETURNING " + one(List.of("ALL NEW *", "MODIFIED OLD *", "ALL OLD a")) : "");
    }

    private String assigned() {
        return switch (random.nextInt(7)) {
            case 0 -> path() + " + " + operand();
            case 1 -> "list_append(" + operand() + ", [1])";
            case 2 -> "if_not_exists(" + path() + ", " + operand() + ")";
            case 3 -> "set_add(" + path() + ", <<'z'>>)";
            case 4 -> rarely() ? expression(2) : "(" + condition(1) + ")";
            default -> operand();
        };
    }

    private String insert() {
        String more = random.nextBoolean() ? ", 'a': " + (rarely() ? expression(1) : one(LITERALS)) : "";
        return "INSERT INTO " + one(TABLES) + " VALUE {'id': " + one(List.of("'x'", "'new'", "?", "5")) + ", 'sk': "
                + random.nextInt(3) + more + "}" + (rarely() ? " RETURNING ALL NEW *" : "");
    }
}
