package io.itemql.samples;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * Loads real documents into an embedded store and queries them, with the plan of each statement beside its rows.
 *
 * <pre>
 *   java -jar samples/target/itemql-samples.jar [--dir DIRECTORY | --mem] [--data DIRECTORY] [--items N]
 * </pre>
 *
 * <p>Runs again on the directory it left. With {@code --items N} it also generates N readings of sensors and queries
 * those.
 */
public final class MainJob {
    private MainJob() {}

    /** Runs the job; see the class for the arguments. Exits with 2 and one line for arguments that can't be used. */
    public static void main(String[] arguments) throws SQLException, IOException {
        Arguments parsed;
        try {
            parsed = Arguments.parse(arguments);
        } catch (IllegalArgumentException unusable) {
            System.err.println(unusable.getMessage());
            System.exit(2);
            return;
        }
        run(parsed, System.out);
    }

    /** Runs the job and tells of it on {@code out}. */
    static void run(Arguments arguments, PrintStream out) throws SQLException, IOException {
        try (Connection connection = DriverManager.getConnection(arguments.url())) {
            out.println("Connected to " + arguments.url());
            new Weather(connection, out).load(arguments.data().resolve("weather.csv"));
            new Earthquakes(connection, out).load(arguments.data().resolve("earthquakes.json"));
            Tour tour = new Tour(new Narrator(connection, out));
            tour.run();
            if (arguments.items() > 0) {
                new SensorReadings(connection, out).generate(arguments.items());
                tour.runOnReadings();
            }
        }
    }

    /**
     * The arguments of the command line.
     *
     * @param url where the store is
     * @param data the directory with the documents
     * @param items how many readings to generate; 0 for none
     */
    record Arguments(String url, Path data, long items) {
        static Arguments parse(String... arguments) {
            String url = "jdbc:itemql:file:itemql-demo";
            Path data = documents();
            long items = 0;
            for (int i = 0; i < arguments.length; i++) {
                switch (arguments[i]) {
                    case "--mem" -> url = "jdbc:itemql:mem:demo";
                    case "--dir" -> url = "jdbc:itemql:file:" + valueOf(arguments, ++i);
                    case "--data" -> data = Path.of(valueOf(arguments, ++i));
                    case "--items" -> items = count(valueOf(arguments, ++i));
                    default ->
                        throw new IllegalArgumentException("Unknown argument " + arguments[i]
                                + "; known are --dir DIRECTORY, --mem, --data DIRECTORY, --items N");
                }
            }
            if (!Files.isDirectory(data)) {
                throw new IllegalArgumentException("No directory " + data.toAbsolutePath()
                        + "; --data names the one with weather.csv and earthquakes.json");
            }
            return new Arguments(url, data, items);
        }

        /** The documents beside the jar, as a checkout has them, so that the job runs from any directory. */
        private static Path documents() {
            try {
                Path code = Path.of(MainJob.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI());
                return code.resolveSibling("../data").normalize();
            } catch (URISyntaxException notAFile) {
                throw new IllegalArgumentException("The jar is not a file, so --data is needed", notAFile);
            }
        }

        private static long count(String text) {
            try {
                return Long.parseUnsignedLong(text);
            } catch (NumberFormatException notACount) {
                throw new IllegalArgumentException(
                        "--items needs a whole number of 0 or more, not '" + text + "'", notACount);
            }
        }

        private static String valueOf(String[] arguments, int at) {
            if (at >= arguments.length) {
                throw new IllegalArgumentException(arguments[at - 1] + " needs a value");
            }
            return arguments[at];
        }
    }
}
