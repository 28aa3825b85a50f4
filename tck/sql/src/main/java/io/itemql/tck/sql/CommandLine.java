package io.itemql.tck.sql;

import io.itemql.tck.sql.replay.ReplayMain;
import java.io.IOException;
import java.io.PrintStream;
import java.sql.SQLException;
import java.util.List;

/** The entry of the executable jar: {@code replay [--fixtures FILE] CORPUS…} or {@code golden URL SCRIPT…}. */
public final class CommandLine {
    private static final int EXIT_USAGE = 2;

    private CommandLine() {}

    /**
     * @param arguments the command, then its arguments
     * @throws IOException if a file cannot be read
     * @throws SQLException if there is no connection
     */
    public static void main(String[] arguments) throws IOException, SQLException {
        List<String> all = List.of(arguments);
        PrintStream output = ReplayMain.console();
        if (all.size() > 1 && all.get(0).equals("replay")) {
            System.exit(replay(all.subList(1, all.size()), output));
        }
        if (all.size() > 2 && all.get(0).equals("golden")) {
            GoldenMain.main(all.subList(1, all.size()).toArray(String[]::new));
            return;
        }
        output.println("usage: replay [--fixtures FILE] CORPUS...");
        output.println("       golden URL SCRIPT...");
        System.exit(EXIT_USAGE);
    }

    private static int replay(List<String> arguments, PrintStream output) {
        try {
            return ReplayMain.run(arguments, output) == 0 ? 0 : 1;
        } catch (IOException | IllegalArgumentException e) {
            output.println("replay: " + e);
            return EXIT_USAGE;
        }
    }
}
