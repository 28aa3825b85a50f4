package io.itemql.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/** Statements on keys must not load what plans queries: that is most of the time to a first row. */
class ColdStartTest {
    private static final Pattern LOADED = Pattern.compile("(org\\.apache\\.calcite\\.[\\w.$]+) source:");

    /** What the parser and its tree take, with some room. */
    private static final int CLASSES_MAX = 150;

    @TempDir
    Path directory;

    private List<String> loadedBy(String... statements) throws IOException, InterruptedException {
        Path log = directory.resolve("classes.txt");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xlog:class+load:file=" + log,
                "-cp",
                System.getProperty("java.class.path"),
                ColdStart.class.getName()));
        command.addAll(Arrays.asList(statements));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("output.txt").toFile())
                .start();
        assertTrue(process.waitFor(2, TimeUnit.MINUTES), "still running");
        String output = Files.readString(directory.resolve("output.txt"), StandardCharsets.UTF_8);
        assertEquals(0, process.exitValue(), output);
        List<String> classes = new ArrayList<>();
        for (String line : Files.readAllLines(log)) {
            Matcher matcher = LOADED.matcher(line);
            if (matcher.find()) {
                classes.add(matcher.group(1));
            }
        }
        return classes;
    }

    /**
     * What plans queries, and what its types are made of. The switches of the parser are the only neighbours it needs.
     */
    private static List<String> planning(List<String> classes) {
        return classes.stream()
                .filter(name -> name.matches(
                        "org\\.apache\\.calcite\\.(rel|plan|rex|sql\\.validate|sql2rel|prepare|schema|tools)\\..*"))
                .filter(name -> !name.matches("org\\.apache\\.calcite\\.sql\\.validate\\.SqlConformance(Enum)?"))
                .toList();
    }

    @Test
    void lookUpsByKeyLoadNothingOfThePlanner(TestReporter reporter) throws Exception {
        List<String> classes = loadedBy(
                "CREATE TABLE users (id VARCHAR(20) PARTITION KEY, day INT SORT KEY)",
                "CREATE TABLE orders (id VARCHAR(20), PRIMARY KEY (id))",
                "INSERT INTO users (id, day, age) VALUES ('a', 1, 5)",
                "SELECT * FROM users WHERE id = 'a' AND day = 1",
                "SELECT name AS n, age FROM users u WHERE u.id = 'a' AND day BETWEEN 1 AND 5 ORDER BY day DESC",
                "SELECT age FROM users WHERE id = 'a' AND day > 0 AND NOT age < 9",
                "SELECT name FROM users WHERE id IN ('a', 'b') AND day = 1 OR age IS NULL",
                "UPDATE users SET age = 7, name = 'b' WHERE id = 'a' AND day = 1",
                "DELETE FROM users WHERE id = 'a' AND day = 1");
        List<String> planning = planning(classes);
        reporter.publishEntry("classes of Calcite", Integer.toString(classes.size()));
        reporter.publishEntry("of these rel, plan, rex, validate", Integer.toString(planning.size()));
        assertTrue(classes.size() > 80, "the parser alone has more: " + classes.size());
        assertEquals(List.of(), planning);
        assertFalse(classes.contains("org.apache.calcite.sql.fun.SqlStdOperatorTable"), "makes 400 operators");
        assertTrue(classes.size() <= CLASSES_MAX, classes.toString());
    }

    /** A literal that the fingerprint leaves in the text is Calcite's, and that knows the types by name. */
    @Test
    void literalsLoadTheNamesOfTypes() throws Exception {
        List<String> classes = loadedBy(
                "CREATE TABLE users (id VARCHAR PARTITION KEY, day INT SORT KEY)",
                "INSERT INTO users VALUE {'id': 'b', 'day': 2, 'age': 1, 'tags': <<'x'>>}",
                "SELECT age, age + 1 AS next FROM users u WHERE u.id = 'a' AND age < 9 ORDER BY day DESC LIMIT 3",
                "SELECT name FROM users WHERE id = 'a' AND name LIKE 'A%'",
                "UPDATE users SET age = age + 1 WHERE id = 'b' AND day = 2",
                "EXPLAIN SELECT * FROM users WHERE id = 'a'");
        assertEquals(List.of("org.apache.calcite.rel.type.RelDataTypeFamily"), planning(classes));
    }

    @Test
    void aGroupLoadsThePlanner() throws Exception {
        List<String> classes =
                loadedBy("CREATE TABLE users (id VARCHAR PRIMARY KEY)", "SELECT COUNT(*) FROM users GROUP BY name");
        assertTrue(classes.contains("org.apache.calcite.sql.validate.SqlValidatorImpl"), "the test sees nothing");
    }
}
