package io.itemql.tck.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The checkout that is being built: where its modules, sources and documents are. */
final class Checkout {
    /** Modules whose classes must obey the walls; the judges themselves are left out. */
    static final List<String> MODULES = List.of(
            "store/api",
            "store/mvstore",
            "planner/plan",
            "planner/grammar",
            "planner/sql",
            "driver/jdbc",
            "driver/console");

    private static final Path ROOT = root();

    private Checkout() {}

    private static Path root() {
        Path at = Path.of("").toAbsolutePath();
        while (at != null && !Files.exists(at.resolve("CHANGELOG.md"))) {
            at = at.getParent();
        }
        if (at == null) {
            throw new IllegalStateException(
                    "not inside a checkout: " + Path.of("").toAbsolutePath());
        }
        return at;
    }

    static Path path(String relative) {
        return ROOT.resolve(relative);
    }

    static String read(String relative) {
        try {
            return Files.readString(path(relative));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The Java sources of all modules, without generated ones. */
    static List<Path> mainSources() {
        return Stream.concat(MODULES.stream(), Stream.of("tck/contract", "tck/sql", "tck/bench", "samples"))
                .map(module -> path(module).resolve("src/main/java"))
                .filter(Files::isDirectory)
                .flatMap(Checkout::javaFiles)
                .sorted()
                .collect(Collectors.toList());
    }

    private static Stream<Path> javaFiles(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
