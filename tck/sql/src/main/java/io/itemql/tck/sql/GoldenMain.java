package io.itemql.tck.sql;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/**
 * Runs golden scripts from the command line: {@code URL SCRIPT…}. The exit code is the number of statements that
 * differ.
 */
public final class GoldenMain {
    private static final int EXIT_USAGE = 2;

    private final PrintStream output;
    private final Judge judge = new Judge();
    private final Coverage coverage = new Coverage();

    private GoldenMain(PrintStream output) {
        this.output = output;
    }

    /**
     * @param arguments a JDBC URL whose store is empty and may be dropped, then the scripts
     * @throws SQLException if there is no connection
     * @throws IOException if a script cannot be read
     */
    public static void main(String[] arguments) throws SQLException, IOException {
        PrintStream output = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        if (arguments.length < 2) {
            output.println("usage: URL SCRIPT...");
            System.exit(EXIT_USAGE);
        }
        int different =
                new GoldenMain(output).run(arguments[0], List.of(arguments).subList(1, arguments.length));
        System.exit(different);
    }

    private int run(String url, List<String> files) throws SQLException, IOException {
        int different = 0;
        for (String file : files) {
            GoldenScript script = GoldenScript.read(Path.of(file));
            try (ConnectionSource source = ConnectionSource.of(url);
                    ScriptRunner runner = new ScriptRunner(script, Mode.MEMORY, source, judge, coverage)) {
                for (GoldenScript.Case statement : script.cases()) {
                    List<String> differences = runner.run(statement);
                    differences.forEach(text -> output.println(script.name() + ":" + statement.line() + " " + text));
                    different += differences.isEmpty() ? 0 : 1;
                }
            }
        }
        output.println(coverage.table());
        output.println(different + " statements differ; " + judge.judged() + " were judged by the naive evaluator, "
                + judge.unjudged().size() + " it could not read");
        return different;
    }
}
