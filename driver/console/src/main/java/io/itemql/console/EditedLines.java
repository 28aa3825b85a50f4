package io.itemql.console;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.ParsedLine;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.DefaultParser;
import org.jline.reader.impl.history.DefaultHistory;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.exec.ExecTerminalProvider;
import org.jline.terminal.spi.SystemStream;

/**
 * Lines from a terminal, with editing, a history in {@code ~/.itemql_history} and completion of words of SQL, tables
 * and attributes. Ctrl-C gives a line up, or stops the statement that runs; Ctrl-D ends.
 */
final class EditedLines implements LineSource, AutoCloseable {
    private static final List<String> WORDS = List.of(
            "SELECT",
            "FROM",
            "WHERE",
            "GROUP BY",
            "HAVING",
            "ORDER BY",
            "LIMIT",
            "JOIN",
            "LEFT JOIN",
            "INSERT INTO",
            "UPSERT INTO",
            "VALUE",
            "VALUES",
            "UPDATE",
            "SET",
            "REMOVE",
            "DELETE FROM",
            "RETURNING ALL NEW *",
            "CREATE TABLE",
            "ALTER TABLE",
            "DROP TABLE",
            "EXPLAIN",
            "EXPLAIN ANALYZE",
            "BETWEEN",
            "AND",
            "OR",
            "NOT",
            "IN",
            "LIKE",
            "IS MISSING",
            "IS NULL",
            "COUNT(*)");

    private final Terminal terminal;
    private final LineReader reader;

    /** True where the terminal of the operating system can be used; on Windows it cannot. */
    static boolean isPossible() {
        ExecTerminalProvider provider = new ExecTerminalProvider();
        return provider.isSystemStream(SystemStream.Input) && provider.isSystemStream(SystemStream.Output);
    }

    EditedLines(Shell shell) throws IOException {
        // Asked for directly: it needs no native library, and is found wherever this jar's names have been moved to.
        terminal = new ExecTerminalProvider()
                .sysTerminal(
                        "ItemQL",
                        System.getenv().getOrDefault("TERM", "dumb"),
                        false,
                        Charset.defaultCharset(),
                        true,
                        Terminal.SignalHandler.SIG_DFL,
                        false,
                        SystemStream.Output);
        terminal.handle(Terminal.Signal.INT, signal -> shell.stop());
        DefaultParser parser = new DefaultParser();
        // A backslash begins a command, and a quote may stay open to the next line.
        parser.setEscapeChars(new char[0]);
        parser.setQuoteChars(new char[0]);
        reader = LineReaderBuilder.builder()
                .terminal(terminal)
                .parser(parser)
                .history(new DefaultHistory())
                .variable(LineReader.HISTORY_FILE, Path.of(System.getProperty("user.home"), ".itemql_history"))
                .completer(new Names(shell))
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .option(LineReader.Option.CASE_INSENSITIVE, true)
                .build();
    }

    @Override
    public String next(boolean begun) {
        try {
            return reader.readLine(begun ? MORE : PROMPT);
        } catch (UserInterruptException e) {
            return FORGET;
        } catch (EndOfFileException e) {
            return null;
        }
    }

    @Override
    public void close() throws IOException {
        terminal.close();
    }

    /** Completes with what the store has at the moment. */
    private record Names(Shell shell) implements Completer {
        private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

        @Override
        public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
            String begun = line.word().toLowerCase(Locale.ROOT);
            Set<String> names = new TreeSet<>(WORDS);
            try {
                addNames(names);
            } catch (SQLException e) {
                // Completion is no place to complain; the next statement will say what is wrong.
                names.clear();
            }
            for (String name : names) {
                if (name.toLowerCase(Locale.ROOT).startsWith(begun)) {
                    candidates.add(new Candidate(name));
                }
            }
        }

        private void addNames(Set<String> names) throws SQLException {
            try (ResultSet columns = shell.connection().getMetaData().getColumns(null, null, "%", "%")) {
                while (columns.next()) {
                    names.add(written(columns.getString("TABLE_NAME")));
                    names.add(written(columns.getString("COLUMN_NAME")));
                }
            }
        }

        /** As a statement has to write it; words of SQL may need quotes as well, which the error says. */
        private static String written(String name) {
            return PLAIN.matcher(name).matches() ? name : '"' + name.replace("\"", "\"\"") + '"';
        }
    }
}
