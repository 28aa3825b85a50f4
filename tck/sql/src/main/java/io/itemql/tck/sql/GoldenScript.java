package io.itemql.tck.sql;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A golden script: statements, each with the options of its connection, its parameters and its expectations. Immutable.
 *
 * @param name the file's name without its ending
 */
public record GoldenScript(String name, List<Case> cases) {
    private static final String EXPECTATION = "> ";
    private static final String DIRECTIVE = "@";
    private static final Pattern OPTION = Pattern.compile("(\\w+)=(\\S+)");

    public GoldenScript {
        cases = List.copyOf(cases);
    }

    /**
     * One statement.
     *
     * @param line where it starts in the script, from 1
     * @param prologue comments and blank lines before it, as they are written
     * @param options of the connection that runs it
     * @param access the words of EXPLAIN for the ways in which it has to reach items, by name; empty to leave that open
     * @param judged false if the naive evaluator does not know a rule that matters here
     * @param parameters values for {@code ?} as SQL literals, the first one first
     * @param sql the statement without its semicolon
     * @param expectations lines without the sign in front, in order; empty for a statement that only has to succeed
     */
    public record Case(
            int line,
            List<String> prologue,
            Map<String, String> options,
            List<String> access,
            boolean judged,
            List<String> parameters,
            String sql,
            List<String> expectations) {
        public Case {
            prologue = List.copyOf(prologue);
            options = Map.copyOf(options);
            access = List.copyOf(access);
            parameters = List.copyOf(parameters);
            expectations = List.copyOf(expectations);
        }

        /** The values of all expectations of one kind, such as {@code explain}. */
        public List<String> expected(String kind) {
            return expectations.stream()
                    .filter(line -> line.equals(kind) || line.startsWith(kind + " "))
                    .map(line -> line.substring(kind.length()).strip())
                    .toList();
        }
    }

    /**
     * Reads a script.
     *
     * @throws UncheckedIOException if it cannot be read
     * @throws IllegalArgumentException if it ends inside a statement, or expects something before the first one
     */
    public static GoldenScript read(Path file) {
        try {
            String name = file.getFileName().toString().replaceFirst("\\.pql$", "");
            return parse(name, Files.readAllLines(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads a script from its lines. */
    public static GoldenScript parse(String name, List<String> lines) {
        return new Reader(name, lines).read();
    }

    /** The script with other expectations, as text; {@code expectations} has one entry for every statement. */
    public String withExpectations(List<List<String>> expectations) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < cases.size(); i++) {
            Case statement = cases.get(i);
            statement.prologue().forEach(line -> text.append(line).append('\n'));
            text.append(statement.sql()).append(";\n");
            expectations
                    .get(i)
                    .forEach(line -> text.append(EXPECTATION).append(line).append('\n'));
        }
        return text.toString();
    }

    private static final class Reader {
        private final String name;
        private final List<String> lines;
        private final List<Case> cases = new ArrayList<>();
        private final Map<String, String> options = new TreeMap<>();
        private List<String> access = List.of();
        private boolean judged = true;
        private List<String> parameters = List.of();

        Reader(String name, List<String> lines) {
            this.name = name;
            this.lines = lines;
        }

        GoldenScript read() {
            List<String> prologue = new ArrayList<>();
            List<String> sql = new ArrayList<>();
            int start = 0;
            for (int i = 0; i < lines.size(); i++) {
                String line = lines.get(i);
                if (sql.isEmpty() && line.startsWith(EXPECTATION)) {
                    expect(line.substring(EXPECTATION.length()), i);
                } else if (sql.isEmpty() && (line.isBlank() || line.startsWith("--") || line.startsWith(DIRECTIVE))) {
                    prologue.add(line);
                    direct(line);
                } else {
                    start = sql.isEmpty() ? i : start;
                    boolean ends = line.stripTrailing().endsWith(";");
                    sql.add(ends ? line.stripTrailing().replaceFirst(";$", "") : line);
                    if (ends) {
                        cases.add(new Case(
                                start + 1,
                                prologue,
                                options,
                                access,
                                judged,
                                parameters,
                                String.join("\n", sql),
                                List.of()));
                        access = List.of();
                        judged = true;
                        prologue = new ArrayList<>();
                        sql.clear();
                        parameters = List.of();
                    }
                }
            }
            if (!sql.isEmpty()) {
                throw new IllegalArgumentException(name + ":" + (start + 1) + " has no semicolon at the end of a line");
            }
            return new GoldenScript(name, cases);
        }

        private void expect(String expectation, int line) {
            if (cases.isEmpty()) {
                throw new IllegalArgumentException(name + ":" + (line + 1) + " expects something of no statement");
            }
            Case last = cases.remove(cases.size() - 1);
            List<String> expectations = new ArrayList<>(last.expectations());
            expectations.add(expectation);
            cases.add(new Case(
                    last.line(),
                    last.prologue(),
                    last.options(),
                    last.access(),
                    last.judged(),
                    last.parameters(),
                    last.sql(),
                    expectations));
        }

        /**
         * {@code @options a=b c=d} holds until the next one; {@code @parameters 1, 'a'} and {@code @access GET, SCAN}
         * hold for one statement, like {@code @unjudged reason}.
         */
        private void direct(String line) {
            if (line.startsWith("@options")) {
                options.clear();
                Matcher option = OPTION.matcher(line);
                while (option.find()) {
                    options.put(option.group(1), option.group(2));
                }
            } else if (line.startsWith("@parameters")) {
                parameters = Literals.split(line.substring("@parameters".length()));
            } else if (line.startsWith("@unjudged")) {
                judged = false;
            } else if (line.startsWith("@access")) {
                access = List.of(line.substring("@access".length()).strip().split("\\s*,\\s*"));
            } else if (line.startsWith(DIRECTIVE)) {
                throw new IllegalArgumentException(name + " has an unknown directive: " + line);
            }
        }
    }
}
