package io.itemql.console;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What the console was started with.
 *
 * @param statements to be run instead of asking for some
 * @param scripts files with statements, run after those
 */
record Arguments(String url, List<String> statements, List<Path> scripts, ResultFormat format, boolean help) {
    static final String USAGE =
            """
            java -jar itemql-jdbc.jar [URL] [-c STATEMENT]... [-f FILE]... [--format table|csv|json]

              URL          such as jdbc:itemql:file:DIRECTORY; without one, a store in memory
              -c STATEMENT run it and end
              -f FILE      run the statements of a file and end
              --format     how rows are shown

            Without -c and -f, and without a terminal, the statements come from the input.""";

    private static final String IN_MEMORY = "jdbc:itemql:mem:";

    /** @throws IllegalArgumentException with a message for the user */
    static Arguments parse(String... arguments) {
        String url = null;
        List<String> statements = new ArrayList<>();
        List<Path> scripts = new ArrayList<>();
        ResultFormat format = ResultFormat.TABLE;
        boolean help = false;
        for (int i = 0; i < arguments.length; i++) {
            String argument = arguments[i];
            switch (argument) {
                case "-c" -> statements.add(valueOf(arguments, i++));
                case "-f" -> scripts.add(Path.of(valueOf(arguments, i++)));
                case "--format" -> format = format(valueOf(arguments, i++));
                case "-h", "--help" -> help = true;
                default -> {
                    if (argument.startsWith("-") || url != null) {
                        throw new IllegalArgumentException(argument + " is not understood");
                    }
                    url = argument;
                }
            }
        }
        return new Arguments(url == null ? IN_MEMORY : url, statements, scripts, format, help);
    }

    private static String valueOf(String[] arguments, int at) {
        if (at + 1 >= arguments.length) {
            throw new IllegalArgumentException(arguments[at] + " needs a value");
        }
        return arguments[at + 1];
    }

    /** @throws IllegalArgumentException with a message for the user */
    static ResultFormat format(String name) {
        for (ResultFormat format : ResultFormat.values()) {
            if (format.name().equals(name.toUpperCase(Locale.ROOT))) {
                return format;
            }
        }
        throw new IllegalArgumentException(name + " is no format; there are table, csv and json");
    }
}
