package io.itemql.tck.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.itemql.error.ErrorCode;
import io.itemql.jdbc.ConnectionOption;
import io.itemql.store.ItemStoreProvider;
import io.itemql.store.StoreAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

    /** The pages are written anew with {@code -Ddocs.update=true}. */
    @Test
    void theErrorPageIsTheEnum() throws IOException {
        String rows = Stream.of(ErrorCode.values())
                .map(code -> row(
                        code(code.name()),
                        code(code.sqlState()),
                        String.valueOf(code.vendorCode()),
                        code.template(),
                        code.example()))
                .collect(Collectors.joining());
        assertPage(
                "docs/errors.md",
                """
                # Errors

                Every exception carries a SQLState and a vendor code from this table, which is made from the enum
                `ErrorCode`. `{}` stands for what was seen or expected.

                | name | SQLState | vendor code | message | for instance |
                |---|---|---|---|---|
                """
                        + rows);
    }

    @Test
    void theOptionPageIsTheEnumAndTheStores() throws IOException {
        String connection = Stream.of(ConnectionOption.values())
                .map(option -> row(
                        code(option.optionName()),
                        option.description(),
                        option.defaultValue(),
                        String.join(", ", option.choices())))
                .collect(Collectors.joining());
        String stores = ServiceLoader.load(ItemStoreProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .flatMap(provider -> new TreeMap<>(provider.options())
                        .entrySet().stream()
                                .map(option -> row(
                                        code(option.getKey()),
                                        option.getValue(),
                                        provider.ineffectiveOptions(new StoreAddress("mem", ""))
                                                        .contains(option.getKey())
                                                ? "no effect"
                                                : "as well")))
                .collect(Collectors.joining());
        assertPage(
                "docs/options.md",
                """
                # Options

                Options follow the URL as `?name=value&name=value`, or come as `Properties`; the URL wins. A name that is
                not known is an error in the URL and a warning in `Properties`.

                ## Of a connection

                | name | what it does | default | values |
                |---|---|---|---|
                """
                        + connection
                        + """

                        ## Of a store

                        They belong to whoever opens the store: a connection that asks for another value while it is open
                        gets an error. One that has no effect gives a warning.

                        | name | what it does | in memory |
                        |---|---|---|
                        """
                        + stores);
    }

    private static void assertPage(String name, String expected) throws IOException {
        Path page = Checkout.path(name);
        if (Boolean.getBoolean("docs.update")) {
            Files.writeString(page, expected);
        }
        assertEquals(expected, Files.readString(page), "run the test with -Ddocs.update=true");
    }

    private static String row(String... cells) {
        return Stream.of(cells).map(cell -> cell.replace("|", "\\|")).collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    private static String code(String text) {
        return "`" + text + "`";
    }
}
