package io.itemql.console;

import java.io.IOException;
import java.util.Optional;

/** Where the lines of statements come from. */
interface LineSource {
    /** Asks for a statement or a command. */
    String PROMPT = "itemql> ";

    /** Asks for the rest of a statement. */
    String MORE = "   ...> ";

    /** The command that a line is which the user has given up. */
    String FORGET = "\\r";

    /**
     * The next line.
     *
     * @param begun whether it goes on with a statement that an earlier line began
     * @return {@code null} at the end
     */
    String next(boolean begun) throws IOException;

    /** Where the last line stands, such as {@code line 12 of load.sql}; empty for lines that somebody types. */
    default Optional<String> place() {
        return Optional.empty();
    }
}
