package io.itemql.console;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Runs statements, and the commands that begin with a backslash. {@link #stop()} may come from another thread. */
final class Shell {
    private static final String COMMANDS =
            """
            \\d            all tables                 \\d TABLE      a table: keys, attributes, indexes
            \\df           all functions              \\i FILE       run the statements of a file
            \\format NAME  table, csv or json         \\timing       switch the times of statements on or off
            \\?            this list                  \\q            end
            \\r            forget the lines of a statement that was begun; so does Ctrl-C
            A statement ends with a semicolon. Ctrl-C stops one that runs.""";

    /** What people type before they have read that commands begin with a backslash. */
    private static final Map<String, String> WORDS = Map.of("help", "\\?", "exit", "\\q", "quit", "\\q");

    /** Statements whose count says something. */
    private static final List<String> CHANGES = List.of("INSERT", "UPSERT", "UPDATE", "DELETE", "COPY");

    private final Connection connection;
    private final PrintWriter out;
    private final PrintWriter errors;
    private final Description description;
    private ResultFormat format;
    private boolean timing;
    private boolean ended;
    private boolean conversing;
    private volatile Statement running;

    Shell(Connection connection, ResultFormat format, PrintWriter out, PrintWriter errors) {
        this.connection = connection;
        this.format = format;
        this.out = out;
        this.errors = errors;
        this.description = new Description(connection, out);
    }

    PrintWriter out() {
        return out;
    }

    Connection connection() {
        return connection;
    }

    /** Stops the statement that runs, if one does. */
    void stop() {
        Statement statement = running;
        if (statement != null) {
            try {
                statement.cancel();
            } catch (SQLException e) {
                // It has just ended and is closed, which is as good.
                errors.flush();
            }
        }
    }

    /** Talks with a user until the end: a statement that fails is told and forgotten. */
    void converse(LineSource lines, String url) throws IOException {
        conversing = true;
        timing = true;
        out.println("ItemQL at " + url + "; \\? lists the commands, \\q ends");
        out.flush();
        StatementText text = new StatementText();
        while (!ended) {
            String line = lines.next(!text.isBlank());
            if (line == null) {
                return;
            }
            take(line, text);
        }
    }

    /** Runs all statements up to the first that fails; false if one did. */
    boolean runAll(LineSource lines) throws IOException {
        StatementText text = new StatementText();
        for (String line = lines.next(false); line != null && !ended; line = lines.next(true)) {
            if (!take(line, text)) {
                // The message counts from the beginning of the statement.
                lines.place().ifPresent(place -> errors.println("The statement ends at " + place));
                return false;
            }
        }
        Optional<String> rest = text.rest();
        return ended || rest.isEmpty() || run(rest.get());
    }

    private boolean take(String line, StatementText text) throws IOException {
        String command = commandIn(line, text);
        if (command != null) {
            return command(command, text);
        }
        text.add(line);
        boolean fine = true;
        Optional<String> statement = text.take();
        while (statement.isPresent()) {
            fine = run(statement.get());
            if (!fine && !conversing) {
                return false;
            }
            statement = text.take();
        }
        return fine;
    }

    /** The command that a line is; {@code null} if it is part of a statement. */
    private String commandIn(String line, StatementText text) {
        String stripped = line.strip();
        if (stripped.startsWith("\\")) {
            return text.isWithin() ? null : stripped;
        }
        String word = stripped.endsWith(";") ? stripped.substring(0, stripped.length() - 1) : stripped;
        return conversing && text.isBlank() ? WORDS.get(word.toLowerCase(Locale.ROOT)) : null;
    }

    private boolean command(String line, StatementText text) throws IOException {
        String[] words = line.split("\\s+", 2);
        String argument = words.length > 1 ? words[1].strip() : "";
        try {
            switch (words[0]) {
                case "\\q" -> ended = true;
                case "\\r" -> text.clear();
                case "\\?" -> out.println(COMMANDS);
                case "\\d" -> describe(argument);
                case "\\df" -> description.functions();
                case "\\i" -> {
                    return script(argument);
                }
                case "\\format" -> format = Arguments.format(argument);
                case "\\timing" -> {
                    timing = !timing;
                    out.println("Times are " + (timing ? "on" : "off"));
                }
                default -> throw new IllegalArgumentException(words[0] + " is no command; \\? lists them");
            }
            return true;
        } catch (IllegalArgumentException e) {
            errors.println(e.getMessage());
        } catch (SQLException e) {
            errors.println(Failures.text(e, ""));
        } finally {
            out.flush();
        }
        return false;
    }

    private void describe(String table) throws SQLException {
        if (table.isEmpty()) {
            description.tables();
        } else {
            description.table(table);
        }
    }

    private boolean script(String name) throws IOException {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("\\i needs the name of a file");
        }
        Path file = Path.of(name);
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new IllegalArgumentException(file + " is no file that can be read");
        }
        boolean before = conversing;
        conversing = false;
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            return runAll(new PlainLines(reader, file));
        } finally {
            conversing = before;
        }
    }

    private boolean run(String sql) {
        // Leading blank lines would move the places that messages name.
        String text = sql.stripLeading();
        long start = System.nanoTime();
        try (Statement statement = connection.createStatement()) {
            running = statement;
            show(statement, text);
            warnings(statement);
            if (timing) {
                out.printf("%.3f s%n", (System.nanoTime() - start) / 1e9);
            }
            return true;
        } catch (SQLException e) {
            out.flush();
            errors.println(Failures.text(e, text));
            return false;
        } finally {
            running = null;
            out.flush();
        }
    }

    private void show(Statement statement, String sql) throws SQLException {
        boolean rows = execute(statement, sql);
        while (true) {
            if (rows) {
                try (ResultSet result = statement.getResultSet()) {
                    awaitFirst(result);
                    long count = format.print(result, out);
                    if (format == ResultFormat.TABLE) {
                        out.println("(" + count + (count == 1 ? " row)" : " rows)"));
                    }
                }
            } else {
                long count = statement.getLargeUpdateCount();
                if (count < 0) {
                    return;
                }
                if (format == ResultFormat.TABLE) {
                    out.println(isChange(sql) ? count + (count == 1 ? " item" : " items") : "done");
                }
            }
            rows = statement.getMoreResults();
        }
    }

    /** A definition changes no items, and a count of 0 would look as if it had done nothing. */
    private static boolean isChange(String sql) {
        String[] words = sql.split("[^A-Za-z]", 2);
        return CHANGES.contains(words[0].toUpperCase(Locale.ROOT));
    }

    private boolean execute(Statement statement, String sql) throws SQLException {
        if (!conversing) {
            return statement.execute(sql);
        }
        try (Progress progress = new Progress(errors)) {
            progress.start();
            return statement.execute(sql);
        }
    }

    /** Rows are computed as they are read, so most of the waiting is for the first one. */
    private void awaitFirst(ResultSet result) throws SQLException {
        if (conversing) {
            try (Progress progress = new Progress(errors)) {
                progress.start();
                result.isBeforeFirst();
            }
        }
    }

    private void warnings(Statement statement) throws SQLException {
        for (SQLWarning warning = statement.getWarnings(); warning != null; warning = warning.getNextWarning()) {
            out.flush();
            errors.println("Warning: " + warning.getMessage());
        }
    }
}
