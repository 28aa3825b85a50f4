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
import org.junit.jupiter.api.io.TempDir;

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
    void aClientTokenHoldsForItsCaseAlone(@TempDir Path directory) throws IOException {
        String inserts =
                """
                {"id": "t", "group": "token", "order": "exact", "quirk": null, "api": "ExecuteTransaction",
                 "request": {"ClientRequestToken": "once", "TransactStatements":
                   [{"Statement": "INSERT INTO Boats VALUE {'hull': 'new'}"}]},
                 "answer": {"Responses": []},
                 "after": [{"table": "Boats", "key": {"hull": {"S": "new"}}, "item": {"hull": {"S": "new"}}}]}
                """;
        Score score = replayed(directory, "{\"cases\": [" + inserts + ", " + inserts + "]}");
        assertEquals("2 passed, 0 failed, 0 skipped", counts(score));
    }

    @Test
    void stepsOfACaseShareTheirItemsAndTokens(@TempDir Path directory) throws IOException {
        String step =
                """
                {"op": "ExecuteTransaction", "request": {"ClientRequestToken": "once", "TransactStatements":
                  [{"Statement": "UPDATE Boats SET crew = crew + 1 WHERE hull = 'b1'"}]},
                 "answer": {"Responses": []}, "quirk": null}
                """;
        String read =
                """
                {"op": "ExecuteStatement", "request": {"Statement": "SELECT crew FROM Boats WHERE hull = 'b1'"},
                 "answer": {"Items": [{"crew": {"N": "%d"}}]}, "quirk": null}
                """;
        String steps = "{\"id\": \"s\", \"group\": \"steps\", \"order\": \"exact\", \"steps\": [" + step + "," + step
                + "," + read + "]}";
        String cases = "{\"cases\": [" + steps.formatted(5) + ", " + steps.formatted(6) + "]}";
        assertEquals("1 passed, 1 failed, 0 skipped", counts(replayed(directory, cases)));
    }

    @Test
    void otherOperationsAreSkipped(@TempDir Path directory) throws IOException {
        String cases =
                """
                {"cases": [{"id": "o", "group": "get-item", "order": "exact", "quirk": null, "op": "GetItem",
                  "request": {"TableName": "Boats", "Key": {"hull": {"S": "b1"}}}, "answer": {}}]}
                """;
        assertEquals("0 passed, 0 failed, 1 skipped", counts(replayed(directory, cases)));
    }

    private static Score replayed(Path directory, String cases) throws IOException {
        Path corpus = Files.writeString(directory.resolve("cases.json"), cases);
        return run(List.of(corpus), OWN, new ByteArrayOutputStream());
    }

    private static String counts(Score score) {
        String text = score.toString();
        return text.substring(text.lastIndexOf('\n') + 1);
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
