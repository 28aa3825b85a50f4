package io.itemql.tck.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/**
 * A golden script of report questions over the data of the samples, by keys and by scans. The naive evaluator has the same
 * items and judges what it can read. {@code -Dgolden.update=true} records.
 */
class ReportsTest {
    private static final Path SCRIPT = Path.of("src/test/resources/reports/reports.pql");
    private static final Path DATA = Path.of("../../samples/data");

    @TestFactory
    Stream<DynamicNode> reports() throws IOException {
        boolean updates = Boolean.getBoolean("golden.update");
        List<DynamicNode> modes = new ArrayList<>();
        for (Mode mode : updates ? List.of(Mode.MEMORY) : List.of(Mode.MEMORY, Mode.SCAN)) {
            Session session = new Session(GoldenScript.read(SCRIPT), mode);
            List<DynamicNode> nodes = new ArrayList<>();
            nodes.add(dynamicTest("the data", session::load));
            for (GoldenScript.Case statement : session.script.cases()) {
                nodes.add(dynamicTest(
                        "reports:" + statement.line() + " " + statement.sql(), () -> session.run(statement, updates)));
            }
            nodes.add(dynamicTest("the end", () -> session.close(updates)));
            modes.add(dynamicContainer(mode.name(), nodes));
        }
        return modes.stream();
    }

    /** One run of the script over a store of its own. */
    private static final class Session {
        private final GoldenScript script;
        private final Mode mode;
        private final Judge judge = new Judge();
        private final ConnectionSource source = ConnectionSource.of("jdbc:itemql:mem:reports-" + UUID.randomUUID());
        private final ScriptRunner runner;
        private Connection owner;

        Session(GoldenScript script, Mode mode) {
            this.script = script;
            this.mode = mode;
            this.runner = new ScriptRunner(script, mode, source, judge, new Coverage());
        }

        void load() throws Exception {
            owner = source.open(Map.of());
            apply("CREATE TABLE earthquakes (id VARCHAR PARTITION KEY)");
            String document = Files.readString(DATA.resolve("earthquakes.json"));
            String features =
                    document.substring(document.indexOf("\"features\":[") + 12, document.lastIndexOf("],\"bbox\""));
            for (String feature : features.split("(?<=\\}),\\s*(?=\\{\"type\":\"Feature\",)", -1)) {
                apply("UPSERT INTO earthquakes VALUE " + tuple(feature));
            }
            apply("CREATE TABLE weather (location VARCHAR PARTITION KEY, \"date\" VARCHAR SORT KEY)");
            List<String> lines = Files.readAllLines(DATA.resolve("weather.csv"));
            for (String line : lines.subList(1, lines.size())) {
                String[] f = line.split(",", -1);
                apply("UPSERT INTO weather (location, \"date\", precipitation, temp_max, temp_min, wind, weather)"
                        + " VALUES ('" + f[0] + "', '" + f[1] + "', " + f[2] + ", " + f[3] + ", " + f[4] + ", "
                        + f[5] + ", '" + f[6] + "')");
            }
        }

        /** A JSON object as a tuple of SQL: the same, but for the quotes. */
        private static String tuple(String json) {
            return json.replace("'", "''").replaceAll("(?<!\\\\)\"", "'");
        }

        private void apply(String sql) {
            Answer answer = new StatementExecution(source).run(owner, sql, List.of());
            answer.failure().ifPresent(failure -> {
                throw new AssertionError(sql, failure);
            });
            if (mode.comparesPlans()) {
                // Only there the judge is asked.
                judge.difference(sql, List.of(), answer).ifPresent(text -> {
                    throw new AssertionError(text);
                });
            }
        }

        void run(GoldenScript.Case statement, boolean updates) throws Exception {
            List<String> differences = runner.run(statement);
            if (!updates || differences.stream().anyMatch(text -> text.startsWith("the naive"))) {
                assertEquals("", String.join("\n", differences), statement.sql());
            }
        }

        void close(boolean updates) throws Exception {
            if (updates) {
                Files.writeString(SCRIPT, runner.recordedScript());
            }
            System.out.println(
                    "ReportsTest: " + script.cases().size() + " statements, the naive evaluator does not read "
                            + judge.unjudged().size() + ":\n" + String.join("\n", judge.unjudged()));
            runner.close();
            owner.close();
            source.close();
            assertTrue(judge.judged() > 0 || !mode.comparesPlans());
        }
    }
}
