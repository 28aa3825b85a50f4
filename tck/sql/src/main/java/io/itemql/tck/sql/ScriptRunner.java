package io.itemql.tck.sql;

import io.itemql.item.AttributeValue;
import io.itemql.item.StringValue;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Runs one script in one mode, statement by statement. Used by one thread at a time; closing it closes its connection
 * but not the source.
 */
public final class ScriptRunner implements AutoCloseable {
    private static final Pattern EXPLAINABLE = Pattern.compile(
            "\\s*\\(*\\s*(SELECT|WITH|VALUES|INSERT|UPSERT|REPLACE|UPDATE|DELETE)\\b.*",
            Pattern.DOTALL | Pattern.CASE_INSENSITIVE);
    /** What EXPLAIN estimates depends on counts, not on the plan. */
    private static final Pattern ESTIMATE = Pattern.compile("\\s+\\([^()]*\\brows?\\b[^()]*\\)\\s*$");

    private static final Pattern ORDERED = Pattern.compile(
            ".*\\bORDER\\s+BY\\b[^()]*(?:\\([^()]*\\)[^()]*)*", Pattern.DOTALL | Pattern.CASE_INSENSITIVE);

    private final GoldenScript script;
    private final Mode mode;
    private final ConnectionSource source;
    private final StatementExecution execution;
    private final Judge judge;
    private final Coverage coverage;
    private final List<List<String>> recorded = new ArrayList<>();
    private Map<String, String> openOptions = Map.of();
    private Connection connection;

    /**
     * @param judge is asked in the mode that compares plans
     * @param coverage counts in the same mode
     */
    public ScriptRunner(GoldenScript script, Mode mode, ConnectionSource source, Judge judge, Coverage coverage) {
        this.script = script;
        this.mode = mode;
        this.source = source;
        this.execution = new StatementExecution(source);
        this.judge = judge;
        this.coverage = coverage;
    }

    /**
     * Runs one statement of the script; they have to be run in order.
     *
     * @return every difference between what it answered and what it had to
     * @throws SQLException if there is no connection
     */
    public List<String> run(GoldenScript.Case statement) throws SQLException {
        if (mode.skips(statement.options())) {
            return List.of();
        }
        Connection current = connect(statement.options());
        String sql = statement.sql();
        List<String> parameters = statement.parameters();
        if (mode.lifts() && parameters.isEmpty() && !isDefinition(sql)) {
            Literals.Lifted lifted = Literals.lift(sql);
            sql = lifted.sql();
            parameters = lifted.parameters();
        }
        List<String> plan = mode.comparesPlans() ? lines(current, "EXPLAIN " + sql, sql, parameters) : List.of();
        Answer answer = execution.run(current, sql, parameters);
        Comparison actual = record(statement, plan, answer);
        recorded.add(actual.lines());
        List<String> differences = actual.differences();
        if (mode.comparesPlans()) {
            List<AttributeValue> values =
                    parameters.stream().map(Literals::value).toList();
            if (statement.judged()) {
                judge.difference(sql, values, answer).ifPresent(differences::add);
            } else {
                judge.skip(sql);
            }
            coverage.add(sql, plan, answer.values());
            List<String> accesses = List.copyOf(Coverage.accesses(plan));
            if (!statement.access().isEmpty() && !statement.access().equals(accesses)) {
                differences.add("has to reach items by " + statement.access() + " but the plan is " + plan);
            }
        }
        if (mode.reopens()) {
            close();
        }
        return differences;
    }

    /** The script with the answers that this run has seen as its expectations. */
    public String recordedScript() {
        return script.withExpectations(recorded);
    }

    private Connection connect(Map<String, String> options) throws SQLException {
        Map<String, String> wanted = new TreeMap<>(options);
        wanted.putAll(mode.options());
        if (connection == null || !wanted.equals(openOptions)) {
            Connection next = source.open(wanted);
            close();
            connection = next;
            openOptions = wanted;
        }
        return connection;
    }

    /** The rows of a statement around another one, as lines; none if it fails or cannot be explained. */
    private List<String> lines(Connection current, String around, String sql, List<String> parameters) {
        if (!EXPLAINABLE.matcher(sql).matches()) {
            return List.of();
        }
        Answer answer = execution.run(current, around, parameters);
        return answer.values().stream()
                .filter(row -> row.get(0) instanceof StringValue)
                .map(row -> ((StringValue) row.get(0)).value())
                .map(line -> ESTIMATE.matcher(line).replaceFirst(""))
                .toList();
    }

    /** What a statement answered, as lines of a script, and how that differs from what was expected. */
    private record Comparison(List<String> lines, List<String> differences) {
        void compare(String kind, List<String> expected, List<String> actual) {
            if (!expected.equals(actual)) {
                differences.add(kind + ": expected " + expected + " but got " + actual);
            }
        }
    }

    private Comparison record(GoldenScript.Case statement, List<String> plan, Answer answer) {
        Comparison actual = new Comparison(new ArrayList<>(), new ArrayList<>());
        if (!statement.expected("explain").isEmpty()) {
            plan.forEach(line -> actual.lines().add("explain " + line));
            if (mode.comparesPlans()) {
                actual.compare(
                        "plan",
                        statement.expected("explain"),
                        plan.stream().map(String::strip).toList());
            }
        }
        if (!statement.expected("examined").isEmpty()) {
            actual.lines().add("examined " + answer.examined());
            if (mode.comparesPlans()) {
                actual.compare(
                        "items examined", statement.expected("examined"), List.of(String.valueOf(answer.examined())));
            }
        }
        if (answer.failure().isPresent()) {
            recordFailure(statement, Answer.errorText(answer.failure().get()), actual);
            return actual;
        }
        if (!statement.expected("error").isEmpty()) {
            actual.differences().add("expected error " + statement.expected("error") + " but it succeeded");
            actual.lines().clear();
            actual.lines().addAll(statement.expectations());
            return actual;
        }
        if (answer.updateCount() >= 0 && !isDefinition(statement.sql())) {
            actual.lines().add("count " + answer.updateCount());
        }
        if (!statement.expected("count").isEmpty()) {
            actual.compare("count", statement.expected("count"), List.of(String.valueOf(answer.updateCount())));
        }
        recordRows(statement, answer, actual);
        recordWarnings(statement, answer, actual);
        return actual;
    }

    private void recordFailure(GoldenScript.Case statement, String text, Comparison actual) {
        actual.lines().add("error " + text);
        Optional<String> expected = statement.expected("error").stream().findFirst();
        if (expected.isEmpty()) {
            actual.differences().add("failed: " + text);
            return;
        }
        // Positions and spellings of a message may differ where literals have become parameters.
        String compared = mode.lifts() ? text.replaceFirst("^(\\S+ \\S+) .*", "$1") : text;
        String wanted = mode.lifts() ? expected.get().replaceFirst("^(\\S+ \\S+) .*", "$1") : expected.get();
        String[] parts = wanted.split(" ", 3);
        boolean same = compared.startsWith(parts[0] + " " + (parts.length > 1 ? parts[1] : ""))
                && (parts.length < 3 || compared.contains(parts[2]));
        if (!same) {
            // An expected error is never recorded over by another one.
            actual.lines().clear();
            actual.lines().addAll(statement.expectations());
            actual.differences().add("expected error " + wanted + " but got " + text);
        }
    }

    private void recordRows(GoldenScript.Case statement, Answer answer, Comparison actual) {
        List<String> wantedColumns = statement.expected("columns");
        if (!answer.columns().isEmpty()) {
            actual.lines().add("columns " + String.join(" | ", answer.columns()));
        }
        // A parameter has no type of its own, and a column without a name is called after it.
        if (!wantedColumns.isEmpty() && !mode.lifts()) {
            actual.compare("columns", wantedColumns, List.of(String.join(" | ", answer.columns())));
        }
        boolean recordedBefore = !wantedColumns.isEmpty();
        boolean ordered = recordedBefore
                ? statement.expectations().contains("in order")
                : ORDERED.matcher(statement.sql()).matches();
        List<String> rows = new ArrayList<>(answer.rows());
        List<String> wanted = new ArrayList<>(statement.expected("row"));
        if (ordered) {
            actual.lines().add("in order");
        } else {
            rows.sort(null);
            wanted.sort(null);
        }
        rows.forEach(row -> actual.lines().add("row " + row));
        if (recordedBefore) {
            actual.compare("rows", wanted, rows);
        }
    }

    private void recordWarnings(GoldenScript.Case statement, Answer answer, Comparison actual) {
        answer.warnings().forEach(warning -> actual.lines().add("warning " + warning.replace('\n', ' ')));
        if (!mode.comparesPlans() || statement.expectations().isEmpty()) {
            return;
        }
        List<String> unmet = new ArrayList<>(statement.expected("warning"));
        unmet.removeIf(part -> answer.warnings().stream()
                .anyMatch(warning -> warning.replace('\n', ' ').contains(part)));
        if (!unmet.isEmpty()
                || statement.expected("warning").isEmpty() != answer.warnings().isEmpty()) {
            actual.differences()
                    .add("expected warnings " + statement.expected("warning") + " but got " + answer.warnings());
        }
    }

    private static boolean isDefinition(String sql) {
        return sql.strip().matches("(?is)(CREATE|DROP|ALTER|TRUNCATE|CHECKPOINT|BEGIN|COMMIT|ROLLBACK)\\b.*");
    }

    @Override
    public void close() throws SQLException {
        if (connection != null) {
            Connection open = connection;
            connection = null;
            open.close();
        }
    }
}
