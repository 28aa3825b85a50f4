package io.itemql.tck.sqllogic;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A script of the {@code sql-logic-test} jar. Records for one database only are left out, those that one database cannot
 * answer are kept.
 */
record LogicScript(String name, List<LogicRecord> records) {
    /** Reads a script by its path in the jar, such as {@code select1.test}. */
    static LogicScript read(String name) throws IOException {
        InputStream stream = LogicScript.class.getResourceAsStream("/test/" + name);
        if (stream == null) {
            throw new IOException("there is no script " + name);
        }
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            List<LogicRecord> records = new ArrayList<>();
            List<String> block = new ArrayList<>();
            int number = 0;
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                number++;
                if (!line.isBlank()) {
                    block.add(line);
                } else if (!block.isEmpty()) {
                    add(block, number - block.size(), records);
                    block.clear();
                }
            }
            add(block, number - block.size() + 1, records);
            return new LogicScript(name, records);
        }
    }

    private static void add(List<String> block, int number, List<LogicRecord> records) {
        int at = 0;
        while (at < block.size()
                && (block.get(at).startsWith("#") || block.get(at).startsWith("skipif"))) {
            at++;
        }
        if (at == block.size()) {
            return;
        }
        List<String> head = Arrays.asList(block.get(at).trim().split("\\s+", -1));
        switch (head.get(0)) {
            case "onlyif", "hash-threshold", "halt" -> {}
            case "statement" ->
                records.add(new LogicRecord(
                        number,
                        sql(block.subList(at + 1, block.size())),
                        "",
                        "",
                        head.get(1).equals("error"),
                        List.of()));
            case "query" -> {
                int rule = block.indexOf("----");
                int end = rule < 0 ? block.size() : rule;
                records.add(new LogicRecord(
                        number,
                        sql(block.subList(at + 1, end)),
                        head.get(1),
                        head.size() > 2 ? head.get(2) : "nosort",
                        false,
                        List.copyOf(block.subList(Math.min(end + 1, block.size()), block.size()))));
            }
            default -> throw new IllegalStateException("line " + number + " begins with " + head.get(0));
        }
    }

    private static String sql(List<String> lines) {
        return String.join("\n", lines);
    }
}
