package io.itemql.tck.sql.replay;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Replays corpora from the command line: {@code [--fixtures FILE] CORPUS…}. */
public final class ReplayMain {
    private static final String FIXTURES = "--fixtures";

    private ReplayMain() {}

    /**
     * Replays files and prints what differs.
     *
     * @param arguments the files; fixtures are beside the first one where no others are named
     * @return how many cases failed
     * @throws IOException if a file cannot be read, or has no cases
     */
    public static int run(List<String> arguments, PrintStream output) throws IOException {
        List<Path> files = new ArrayList<>();
        Path fixtures = null;
        for (int i = 0; i < arguments.size(); i++) {
            if (arguments.get(i).equals(FIXTURES) && i + 1 < arguments.size()) {
                fixtures = Path.of(arguments.get(++i));
            } else {
                files.add(Path.of(arguments.get(i)));
            }
        }
        if (files.isEmpty()) {
            throw new IllegalArgumentException("no corpus: replay [--fixtures FILE] CORPUS...");
        }
        if (fixtures == null) {
            fixtures = files.get(0).resolveSibling("fixtures.json");
        }
        return run(files, fixtures, output).failed();
    }

    /** Replays files on the given fixtures. */
    static Score run(List<Path> files, Path fixtures, PrintStream output) throws IOException {
        Score score = new Score();
        try (Replay replay = new Replay(new Fixtures(Corpus.read(fixtures)))) {
            for (Path file : files) {
                List<Map<?, ?>> cases = Corpus.read(file).list("cases");
                if (cases.isEmpty()) {
                    throw new IOException(file + " has no cases of statements");
                }
                for (Map<?, ?> recorded : cases) {
                    Outcome outcome = replay.run(recorded);
                    score.add(outcome, recorded.containsKey("after"));
                    if (!outcome.isRight()) {
                        output.println(
                                recorded.get("id") + " " + recorded.get("group") + " " + recorded.get("request"));
                        output.println(outcome.explanation());
                    }
                }
            }
        }
        output.println(score);
        return score;
    }

    /** The console, in UTF-8 whatever the machine prefers. */
    public static PrintStream console() {
        return new PrintStream(System.out, true, StandardCharsets.UTF_8);
    }
}
