package io.itemql.tck.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every golden script in every mode, a node for each statement. {@code -Dgolden.update=true} rewrites the expectations
 * from what is answered; {@code -Dgolden.script=NAME} and {@code -Dgolden.mode=MODE} run a part.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GoldenScriptsTest {
    private static final Path SCRIPTS = Path.of("src/test/resources/golden");

    private final Judge judge = new Judge();
    private final Coverage coverage = new Coverage();

    @TempDir
    Path directory;

    @TestFactory
    Stream<DynamicNode> scripts() throws IOException {
        boolean updates = Boolean.getBoolean("golden.update");
        assertFalse(
                updates && "true".equals(System.getenv("CI")),
                "golden.update is refused where CI=true: look at answers");
        List<DynamicNode> modes = new ArrayList<>();
        for (Mode mode : updates ? new Mode[] {Mode.MEMORY} : Mode.values()) {
            if (wanted("golden.mode", mode.name())) {
                modes.add(dynamicContainer(mode.name(), containers(mode, updates)));
            }
        }
        return modes.stream();
    }

    private List<DynamicNode> containers(Mode mode, boolean updates) throws IOException {
        List<DynamicNode> containers = new ArrayList<>();
        try (Stream<Path> files = Files.list(SCRIPTS)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".pql"))
                    .sorted()
                    .toList()) {
                GoldenScript script = GoldenScript.read(file);
                if (wanted("golden.script", script.name())) {
                    containers.add(dynamicContainer(script.name(), statements(script, mode, updates ? file : null)));
                }
            }
        }
        return containers;
    }

    private static boolean wanted(String property, String name) {
        return List.of(System.getProperty(property, name).split(",")).contains(name);
    }

    private Stream<DynamicNode> statements(GoldenScript script, Mode mode, Path rewritten) {
        Session session = new Session(script, mode);
        Stream<DynamicNode> statements = script.cases().stream()
                .map(statement -> dynamicTest(
                        script.name() + ":" + statement.line() + " "
                                + statement.sql().replaceAll("\\s+", " "),
                        () -> session.run(statement, rewritten == null)));
        return Stream.concat(
                statements, Stream.of(dynamicTest(script.name() + " closes", () -> session.close(rewritten))));
    }

    /** The runner of one script, opened with its first statement. */
    private final class Session {
        private final GoldenScript script;
        private final Mode mode;
        private ConnectionSource source;
        private ScriptRunner runner;

        Session(GoldenScript script, Mode mode) {
            this.script = script;
            this.mode = mode;
        }

        void run(GoldenScript.Case statement, boolean compares) throws Exception {
            if (runner == null) {
                source = source(mode);
                runner = new ScriptRunner(script, mode, source, judge, coverage);
            }
            List<String> differences = runner.run(statement);
            // What a hand has written down from the specification is never recorded.
            if (compares
                    || differences.stream()
                            .anyMatch(text -> text.startsWith("the naive") || text.startsWith("has to"))) {
                assertEquals(
                        "",
                        String.join("\n", differences),
                        script.name() + ":" + statement.line() + " in mode " + mode + "\n" + statement.sql() + "\n");
            }
        }

        void close(Path rewritten) throws Exception {
            if (rewritten != null) {
                Files.writeString(rewritten, runner.recordedScript());
            }
            runner.close();
            source.close();
        }
    }

    private ConnectionSource source(Mode mode) throws Exception {
        String memory = "jdbc:itemql:mem:golden-" + UUID.randomUUID();
        return switch (mode) {
            case MEMORY, PARAMETERS, PAGE_SIZE_ONE, SCAN -> ConnectionSource.of(memory);
            case FILE, REOPENED ->
                ConnectionSource.of("jdbc:itemql:file:" + Files.createTempDirectory(directory, "golden"));
            case POOL -> new HikariConnections(memory);
            case ISOLATED -> new IsolatedConnections(BundleJar.path(), memory);
        };
    }

    @AfterAll
    void report() throws IOException {
        Path report = Path.of("target/golden-coverage.md");
        Files.writeString(
                report,
                coverage.table() + "\nJudged by the naive evaluator: " + judge.judged()
                        + " statements; not read by it: " + judge.unjudged().size() + "\n\n- "
                        + String.join("\n- ", judge.unjudged()) + "\n");
        System.out.println(Files.readString(report));
        assertTrue(judge.judged() > 0 || System.getProperty("golden.mode") != null, "nothing was judged");
    }
}
