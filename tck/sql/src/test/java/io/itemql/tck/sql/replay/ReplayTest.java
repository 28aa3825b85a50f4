package io.itemql.tck.sql.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The statement service against recorded answers: cases of our own always, and with {@code -Ditemql.corpus=DIR} every
 * corpus in a directory, beside its {@code fixtures.json}.
 */
class ReplayTest {
    private static final Path OWN = Path.of("src/test/resources/replay");
    private static final int OWN_CASES_MIN = 80;
    private static final double CORPUS_SHARE_MIN = 0.97;

    @Test
    void ownCasesAreAnsweredAsWritten() throws IOException {
        ByteArrayOutputStream differences = new ByteArrayOutputStream();
        Score score = run(List.of(OWN.resolve("cases.json")), OWN, differences);
        assertEquals(0, score.failed(), differences.toString(StandardCharsets.UTF_8));
        assertTrue(score.passed() >= OWN_CASES_MIN, "only " + score.passed() + " cases");
    }

    @Test
    @EnabledIfSystemProperty(named = "itemql.corpus", matches = ".+")
    void aGivenCorpusIsAnsweredAsRecorded() throws IOException {
        Path directory = Path.of(System.getProperty("itemql.corpus"));
        List<Path> files;
        try (var listing = Files.list(directory)) {
            files = listing.filter(file -> file.getFileName().toString().matches("(public|heldout)\\.json"))
                    .sorted()
                    .toList();
        }
        assertTrue(!files.isEmpty(), "no corpus in " + directory);
        ByteArrayOutputStream differences = new ByteArrayOutputStream();
        Score score = run(files, directory, differences);
        double share = (double) score.passed() / (score.passed() + score.failed());
        assertTrue(share >= CORPUS_SHARE_MIN, differences.toString(StandardCharsets.UTF_8));
    }

    private static Score run(List<Path> files, Path fixtures, ByteArrayOutputStream differences) throws IOException {
        PrintStream output = new PrintStream(differences, true, StandardCharsets.UTF_8);
        return ReplayMain.run(files, fixtures.resolve("fixtures.json"), output);
    }
}
