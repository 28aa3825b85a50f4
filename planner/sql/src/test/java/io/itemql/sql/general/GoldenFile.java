package io.itemql.sql.general;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Statements with what they give, read from a text: a statement, then a line for each row that begins with {@code >},
 * or one with the error that begins with {@code !}; an empty line ends the case. Rows of a statement without ORDER BY
 * stand sorted.
 */
final class GoldenFile {
    /** A statement and its lines, without the signs. */
    record Case(String sql, List<String> lines) {
        boolean isOrdered() {
            return sql.toUpperCase(Locale.ROOT).matches("(?s).*ORDER BY[^()]*");
        }

        @Override
        public String toString() {
            return sql;
        }
    }

    private GoldenFile() {}

    static List<Case> read(String name) {
        try (InputStream in = GoldenFile.class.getResourceAsStream(name)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            List<Case> cases = new ArrayList<>();
            for (String block : text.split("\n\n", 0)) {
                cases.add(parse(block.strip()));
            }
            return cases;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Case parse(String block) {
        StringBuilder sql = new StringBuilder();
        List<String> lines = new ArrayList<>();
        for (String line : block.split("\n", 0)) {
            if (line.startsWith("> ") || line.startsWith("! ")) {
                lines.add(line.substring(2));
            } else {
                sql.append(sql.isEmpty() ? "" : "\n").append(line);
            }
        }
        return new Case(sql.toString(), lines);
    }
}
