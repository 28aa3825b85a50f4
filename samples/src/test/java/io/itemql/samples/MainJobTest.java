package io.itemql.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainJobTest {
    @TempDir
    Path directory;

    @Test
    void runsAgainOnTheDataItLeft() throws SQLException, IOException {
        String first = run("--dir", directory.resolve("store").toString(), "--data", "data", "--items", "3000");
        String second = run("--dir", directory.resolve("store").toString(), "--data", "data");

        assertTourIsComplete(first);
        assertTourIsComplete(second);
        assertTrue(first.contains("readings: 3,000 of 3,000 items"), first);
        assertTrue(first.contains("| device-0009 | 3 "), first);
    }

    @Test
    void leavesNothingBehindInMemory() throws SQLException, IOException {
        assertTourIsComplete(run("--mem", "--data", "data"));
    }

    @Test
    void refusesArgumentsItDoesNotKnow() {
        IllegalArgumentException error =
                assertThrows(IllegalArgumentException.class, () -> MainJob.Arguments.parse("--colour"));

        assertEquals(
                "Unknown argument --colour; known are --dir DIRECTORY, --mem, --data DIRECTORY, --items N",
                error.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"many", "-1", ""})
    void refusesCountsThatAreNone(String count) {
        IllegalArgumentException error =
                assertThrows(IllegalArgumentException.class, () -> MainJob.Arguments.parse("--items", count));

        assertEquals("--items needs a whole number of 0 or more, not '" + count + "'", error.getMessage());
    }

    @Test
    void namesTheDirectoryThatIsMissing() {
        Path missing = directory.resolve("missing");

        IllegalArgumentException error = assertThrows(
                IllegalArgumentException.class, () -> MainJob.Arguments.parse("--data", missing.toString()));

        assertTrue(error.getMessage().startsWith("No directory " + missing), error.getMessage());
    }

    @Test
    void findsTheDocumentsBesideItsCode() {
        assertTrue(Files.exists(MainJob.Arguments.parse("--mem").data().resolve("weather.csv")));
    }

    private static void assertTourIsComplete(String output) {
        assertTrue(output.contains("weather: 2922 items"), output);
        assertTrue(output.contains("earthquakes: 1707 items"), output);
        assertTrue(output.contains("-> GET weather [location = 'Seattle', date = '2015-07-19']"), output);
        assertTrue(
                output.contains("-> QUERY DESC weather [location = 'New York', date BETWEEN '2015-01-01' AND"), output);
        assertTrue(output.contains("| 2015-12-31 |"), output);
        assertTrue(output.contains("-> SCAN weather"), output);
        assertTrue(output.contains("| New York | rain "), output);
        assertTrue(output.contains("| 2015-07-01 | "), output);
        assertTrue(output.contains("hottest day"), output);
        assertTrue(output.contains("refused with SQLState 23505"), output);
        assertTrue(output.contains("| 2012-01-01 | "), output);
    }

    private static String run(String... arguments) throws SQLException, IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            MainJob.run(MainJob.Arguments.parse(arguments), out);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
