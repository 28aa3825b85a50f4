package io.itemql.tck.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.itemql.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Documents that speak of the code are held against it. */
class DocumentsTest {
    /** Names that the JDK or Calcite define. */
    private static final Set<String> FOREIGN = Set.of("Statement", "ResultSet", "SQLException", "Connection");

    @Test
    void classesOfTheArchitecturePageExist() {
        Set<String> known = new HashSet<>();
        for (Path source : Checkout.mainSources()) {
            known.add(source.getFileName().toString().replace(".java", ""));
        }
        Matcher names = Pattern.compile("`([A-Z][a-z]+[A-Za-z]*)`").matcher(Checkout.read("docs/ARCHITECTURE.md"));
        Set<String> unknown = new TreeSet<>();
        int found = 0;
        while (names.find()) {
            found++;
            if (!known.contains(names.group(1)) && !FOREIGN.contains(names.group(1))) {
                unknown.add(names.group(1));
            }
        }
        assertTrue(found > 20, "only " + found + " names were found");
        assertEquals(Set.of(), unknown);
    }

    @Test
    void errorCodesAreSound() {
        Set<Integer> numbers = new HashSet<>();
        for (ErrorCode code : ErrorCode.values()) {
            assertTrue(numbers.add(code.vendorCode()), code + " shares its vendor number");
            assertTrue(code.sqlState().matches("[0-9A-Z]{5}"), code + " has state " + code.sqlState());
            assertTrue(!code.sqlState().equals("0A000"), code + " would close pooled connections");
            assertTrue(!code.example().isBlank(), code + " has no example");
        }
    }

    /** Written anew with {@code -Ddocs.update=true}. */
    @Test
    void theErrorPageIsTheEnum() throws IOException {
        String expected = errorPage();
        Path page = Checkout.path("docs/errors.md");
        if (Boolean.getBoolean("docs.update")) {
            Files.writeString(page, expected);
        }
        assertEquals(expected, Files.readString(page), "run the test with -Ddocs.update=true");
    }

    private static String errorPage() {
        String rows = List.of(ErrorCode.values()).stream()
                .map(code -> "| `%s` | `%s` | %d | %s | %s |"
                        .formatted(
                                code.name(),
                                code.sqlState(),
                                code.vendorCode(),
                                cell(code.template()),
                                cell(code.example())))
                .collect(Collectors.joining("\n"));
        return """
                # Errors

                Every exception carries a SQLState and a vendor code from this table, which is made from the enum
                `ErrorCode`. `{}` stands for what was seen or expected.

                | name | SQLState | vendor code | message | for instance |
                |---|---|---|---|---|
                """
                + rows + "\n";
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }
}
