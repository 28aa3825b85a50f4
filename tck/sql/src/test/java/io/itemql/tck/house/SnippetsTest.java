package io.itemql.tck.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every SQL and Java snippet of the documents runs. The SQL snippets of one document run in order on one empty store; a
 * statement that the document says is refused has the line {@code -- refused: SQLSTATE} before it.
 */
class SnippetsTest {
    private static final Pattern BLOCK = Pattern.compile("^```(\\w+)\\n(.*?)^```", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern STATEMENT_END = Pattern.compile(";[ \\t]*\\n");
    private static final Pattern REFUSED = Pattern.compile("--\\s*refused:\\s*(\\w{5})");

    @TempDir
    Path directory;

    private record Snippet(String language, String text, int line) {}

    @TestFactory
    Stream<DynamicTest> sqlSnippetsRun() throws IOException {
        return documents().stream()
                .filter(document -> snippets(document).stream()
                        .anyMatch(snippet -> snippet.language().equals("sql")))
                .map(document -> DynamicTest.dynamicTest(document, () -> runSql(document)));
    }

    @TestFactory
    Stream<DynamicTest> javaSnippetsRun() throws IOException {
        return documents().stream().flatMap(document -> snippets(document).stream()
                .filter(snippet -> snippet.language().equals("java"))
                .map(snippet ->
                        DynamicTest.dynamicTest(document + ":" + snippet.line(), () -> runJava(snippet.text()))));
    }

    private static List<String> documents() throws IOException {
        List<String> documents = new ArrayList<>(List.of("README.md"));
        try (Stream<Path> pages = Files.walk(Checkout.path("docs"))) {
            pages.filter(page -> page.toString().endsWith(".md"))
                    .map(page -> Checkout.path("").relativize(page).toString())
                    .sorted()
                    .forEach(documents::add);
        }
        return documents;
    }

    private static List<Snippet> snippets(String document) {
        String text = Checkout.read(document);
        List<Snippet> snippets = new ArrayList<>();
        Matcher blocks = BLOCK.matcher(text);
        while (blocks.find()) {
            int line = (int) text.substring(0, blocks.start()).lines().count() + 1;
            snippets.add(new Snippet(blocks.group(1), blocks.group(2), line));
        }
        return snippets;
    }

    private static void runSql(String document) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:itemql:mem:");
                Statement statement = connection.createStatement()) {
            for (Snippet snippet : snippets(document)) {
                if (snippet.language().equals("sql")) {
                    for (String sql :
                            STATEMENT_END.splitAsStream(snippet.text()).toList()) {
                        if (!sql.isBlank()) {
                            runStatement(statement, sql.strip(), document + ":" + snippet.line());
                        }
                    }
                }
            }
        }
    }

    private static void runStatement(Statement statement, String sql, String place) {
        Matcher refused = REFUSED.matcher(sql);
        String expected = refused.find() ? refused.group(1) : "none";
        String state = "none";
        try {
            statement.execute(sql);
        } catch (SQLException e) {
            state = e.getSQLState();
            if (expected.equals("none")) {
                throw new AssertionError(place + " failed: " + sql, e);
            }
        }
        assertEquals(expected, state, place + ": " + sql);
    }

    private void runJava(String text) throws Exception {
        String source = "import java.sql.*; import java.util.*; import java.math.*; import io.itemql.jdbc.*;"
                + " public class Snippet { public static void run() throws Exception {\n" + text + "\n} }";
        JavaFileObject unit =
                new SimpleJavaFileObject(URI.create("string:///Snippet.java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return source;
                    }
                };
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<String> options =
                List.of("-d", directory.toString(), "-proc:none", "-cp", System.getProperty("java.class.path"));
        assertTrue(
                compiler.getTask(null, null, null, options, null, List.of(unit)).call(), text);
        try (URLClassLoader loader = new URLClassLoader(
                new URL[] {directory.toUri().toURL()}, getClass().getClassLoader())) {
            loader.loadClass("Snippet").getMethod("run").invoke(null);
        }
    }
}
