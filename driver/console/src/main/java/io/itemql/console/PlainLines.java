package io.itemql.console;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;

/** The lines of a script, or of a terminal that has nothing better to offer. */
final class PlainLines implements LineSource {
    private final BufferedReader reader;
    private final Optional<PrintWriter> prompts;
    private final Optional<Path> file;
    private int number;

    PlainLines(BufferedReader reader) {
        this(reader, Optional.empty());
    }

    /** The lines of a file. */
    PlainLines(BufferedReader reader, Path file) {
        this.reader = reader;
        this.prompts = Optional.empty();
        this.file = Optional.of(file);
    }

    /** @param prompts where to ask for each line */
    PlainLines(BufferedReader reader, Optional<PrintWriter> prompts) {
        this.reader = reader;
        this.prompts = prompts;
        this.file = Optional.empty();
    }

    @Override
    public Optional<String> place() {
        return file.map(path -> "line " + number + " of " + path);
    }

    @Override
    public String next(boolean begun) throws IOException {
        prompts.ifPresent(out -> {
            out.print(begun ? MORE : PROMPT);
            out.flush();
        });
        number++;
        return reader.readLine();
    }
}
