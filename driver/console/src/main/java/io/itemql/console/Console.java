package io.itemql.console;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.StringReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;

/**
 * The SQL prompt. With a terminal it edits lines, completes names and remembers what was typed; without one it reads a
 * script from its input, and ends at the first statement that fails.
 *
 * <p>Exit codes: 0, or 1 if a statement of a script failed or there is no connection, or 2 for wrong arguments.
 */
public final class Console {
    private static final int FAILED = 1;
    private static final int MISUSED = 2;

    private Console() {}

    /** See {@link Arguments#USAGE}. */
    public static void main(String[] arguments) {
        PrintWriter out = new PrintWriter(System.out, false, charset());
        PrintWriter errors = new PrintWriter(System.err, true, charset());
        int code = run(arguments, out, errors);
        out.flush();
        System.exit(code);
    }

    /** What the output is read with, which JVMs tell from 19 on. */
    private static Charset charset() {
        return Charset.forName(System.getProperty("stdout.encoding", StandardCharsets.UTF_8.name()));
    }

    /** True on Windows in a window; newer JVMs say so of pipes as well, where a prompt does no harm. */
    @SuppressWarnings("SystemConsoleNull")
    private static boolean isWindow() {
        return System.getProperty("os.name").startsWith("Windows") && System.console() != null;
    }

    /** The same without leaving the JVM. */
    static int run(String[] given, PrintWriter out, PrintWriter errors) {
        Arguments arguments;
        try {
            arguments = Arguments.parse(given);
        } catch (IllegalArgumentException e) {
            errors.println(e.getMessage());
            errors.println(Arguments.USAGE);
            return MISUSED;
        }
        if (arguments.help()) {
            out.println(Arguments.USAGE);
            return 0;
        }
        try (Connection connection = DriverManager.getConnection(arguments.url())) {
            return talk(arguments, new Shell(connection, arguments.format(), out, errors));
        } catch (SQLException e) {
            errors.println(Failures.text(e, ""));
            return FAILED;
        } catch (NoSuchFileException e) {
            errors.println("There is no file " + e.getMessage());
            return FAILED;
        } catch (IOException e) {
            errors.println(e);
            return FAILED;
        }
    }

    private static void converse(Shell shell, String url) throws IOException {
        if (EditedLines.isPossible()) {
            try (EditedLines lines = new EditedLines(shell)) {
                shell.converse(lines, url);
            }
        } else {
            BufferedReader input = new BufferedReader(new InputStreamReader(System.in, charset()));
            shell.converse(new PlainLines(input, Optional.of(shell.out())), url);
        }
    }

    private static int talk(Arguments arguments, Shell shell) throws IOException {
        for (String statement : arguments.statements()) {
            if (!shell.runAll(new PlainLines(new BufferedReader(new StringReader(statement))))) {
                return FAILED;
            }
        }
        for (Path script : arguments.scripts()) {
            try (BufferedReader reader = Files.newBufferedReader(script)) {
                if (!shell.runAll(new PlainLines(reader, script))) {
                    return FAILED;
                }
            }
        }
        if (!arguments.statements().isEmpty() || !arguments.scripts().isEmpty()) {
            return 0;
        }
        if (EditedLines.isPossible() || isWindow()) {
            converse(shell, arguments.url());
            return 0;
        }
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        return shell.runAll(new PlainLines(input)) ? 0 : FAILED;
    }
}
