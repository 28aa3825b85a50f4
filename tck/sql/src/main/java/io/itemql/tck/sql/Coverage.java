package io.itemql.tck.sql;

import io.itemql.item.AttributeType;
import io.itemql.item.AttributeValue;
import io.itemql.item.ListValue;
import io.itemql.item.MapValue;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which clauses have met which types of values on which access path. Used by one thread at a time. */
public final class Coverage {
    private static final Map<String, Pattern> CLAUSES = clauses();
    /** The words of EXPLAIN that reach items. */
    private static final Pattern ACCESS = Pattern.compile(
            "^[\\s|+-]*(BATCH GET|GET|QUERY|SCAN|PUT|UPDATE|DELETE|EMPTY|VALUES)\\b" + "(?:(?: DESC)? \\w+(\\.\\w+))?");

    private final Map<String, Map<String, Set<String>>> typesByClauseAndAccess = new LinkedHashMap<>();
    private final Set<String> accesses = new TreeSet<>();
    private int statements;

    private static Map<String, Pattern> clauses() {
        Map<String, Pattern> clauses = new LinkedHashMap<>();
        for (String clause : List.of(
                "SELECT",
                "WHERE",
                "JOIN",
                "GROUP BY",
                "HAVING",
                "ORDER BY",
                "DISTINCT",
                "LIMIT",
                "OFFSET",
                "UNION",
                "INTERSECT",
                "EXCEPT",
                "OVER",
                "WITH",
                "EXISTS",
                "IN",
                "BETWEEN",
                "LIKE",
                "CASE",
                "CAST",
                "IS MISSING",
                "IS NULL",
                "INSERT",
                "UPSERT",
                "UPDATE",
                "REMOVE",
                "DELETE",
                "RETURNING")) {
            clauses.put(
                    clause,
                    Pattern.compile("\\b" + clause.replace(" ", "\\s+(?:NOT\\s+)?") + "\\b", Pattern.CASE_INSENSITIVE));
        }
        return clauses;
    }

    /**
     * Counts one statement.
     *
     * @param plan the lines of EXPLAIN
     */
    void add(String sql, List<String> plan, List<List<AttributeValue>> values) {
        Set<String> types = new TreeSet<>();
        values.forEach(row -> row.forEach(value -> addTypes(value, types)));
        Set<String> paths = accesses(plan);
        if (paths.isEmpty()) {
            paths.add("none");
        }
        accesses.addAll(paths);
        statements++;
        CLAUSES.forEach((clause, pattern) -> {
            if (pattern.matcher(sql).find()) {
                Map<String, Set<String>> byAccess =
                        typesByClauseAndAccess.computeIfAbsent(clause, name -> new TreeMap<>());
                paths.forEach(path ->
                        byAccess.computeIfAbsent(path, name -> new TreeSet<>()).addAll(types));
            }
        });
    }

    /** The ways in which a plan reaches items, by name. */
    static Set<String> accesses(List<String> plan) {
        Set<String> paths = new TreeSet<>();
        for (String line : plan) {
            Matcher access = ACCESS.matcher(line);
            if (access.find()) {
                paths.add((access.group(2) == null ? "" : "INDEX ") + access.group(1));
            }
        }
        return paths;
    }

    private static void addTypes(AttributeValue value, Set<String> types) {
        if (value == null) {
            types.add("absent");
            return;
        }
        types.add(value.type().name());
        if (value instanceof ListValue list) {
            list.elements().forEach(element -> addTypes(element, types));
        } else if (value instanceof MapValue map) {
            map.entries().values().forEach(entry -> addTypes(entry, types));
        }
    }

    /** A table in Markdown: clauses downwards, access paths across, in each cell the types of values that were seen. */
    public String table() {
        List<String> lines = new ArrayList<>();
        lines.add("| clause | " + String.join(" | ", accesses) + " |");
        lines.add("|---".repeat(accesses.size() + 1) + "|");
        typesByClauseAndAccess.forEach((clause, byAccess) -> {
            StringBuilder line = new StringBuilder("| " + clause);
            for (String access : accesses) {
                Set<String> types = byAccess.get(access);
                line.append(" | ").append(types == null ? "" : types.isEmpty() ? "x" : String.join(" ", types));
            }
            lines.add(line + " |");
        });
        lines.add("");
        lines.add(statements + " statements; types: " + EnumSet.allOf(AttributeType.class)
                + " and absent (NULL or MISSING)");
        return String.join("\n", lines) + "\n";
    }
}
