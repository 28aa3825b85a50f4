package io.itemql.console;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;

/** The lines of a script, or of a terminal that has nothing better to offer. */
final class PlainLines implements LineSource {
    private final BufferedReader reader;
    private final Optional<PrintWriter> prompts;

    PlainLines(BufferedReader reader) {
        this(reader, Optional.empty());
    }

    /** @param prompts where to ask for each line */
    PlainLines(BufferedReader reader, Optional<PrintWriter> prompts) {
        this.reader = reader;
        this.prompts = prompts;
    }

    @Override
    public String next(boolean begun) throws IOException {
        prompts.ifPresent(out -> {
            out.print(begun ? MORE : PROMPT);
            out.flush();
        });
        return reader.readLine();
    }
}
