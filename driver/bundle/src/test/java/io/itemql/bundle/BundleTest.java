package io.itemql.bundle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.util.List;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar that users take, as they take it: alone, in a class loader of its own, in a JVM of its own. */
class BundleTest {
    private static final Path JAR = Path.of(System.getProperty("itemql.jar", "target/itemql-jdbc.jar"));
    private static final long BYTES_MAX = 22_000_000;

    @Test
    void worksAloneInAClassLoaderOfItsOwn() throws Exception {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try (URLClassLoader alone =
                new URLClassLoader(new URL[] {JAR.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
            Thread.currentThread().setContextClassLoader(null);
            Driver driver = (Driver) alone.loadClass("io.itemql.jdbc.ItemQlDriver")
                    .getDeclaredConstructor()
                    .newInstance();
            try (Connection connection = driver.connect("jdbc:itemql:mem:", new Properties())) {
                Program.use(connection);
            }
            List<String> drivers = ServiceLoader.load(Driver.class, alone).stream()
                    .map(provider -> provider.type().getName())
                    .filter(name -> !name.startsWith("sun."))
                    .collect(Collectors.toList());
            assertEquals(List.of("io.itemql.jdbc.ItemQlDriver"), drivers);
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    @Test
    void writesNothingToStandardError(@TempDir Path directory) throws IOException, InterruptedException {
        for (String url : List.of("jdbc:itemql:mem:", "jdbc:itemql:file:" + directory.resolve("store"))) {
            Path output = directory.resolve("output");
            Process child = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            JAR + File.pathSeparator + Path.of("target", "test-classes"),
                            Program.class.getName(),
                            url)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            int exit = child.waitFor();
            assertEquals("", Files.readString(output, StandardCharsets.UTF_8));
            assertEquals(0, exit);
        }
    }

    @Test
    void isAConsole(@TempDir Path directory) throws IOException, InterruptedException {
        Path output = directory.resolve("output");
        Path input = directory.resolve("input");
        Files.writeString(
                input,
                """
                CREATE TABLE users (id VARCHAR PARTITION KEY);
                INSERT INTO users (id, n) VALUES ('a', 1);
                \\format csv
                SELECT * FROM users;
                SELEC;
                """);
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", JAR.toString())
                .redirectErrorStream(true)
                .redirectInput(input.toFile())
                .redirectOutput(output.toFile())
                .start();
        int exit = child.waitFor();
        String text = Files.readString(output, StandardCharsets.UTF_8);
        assertTrue(text.contains("id,n") && text.contains("a,1"), text);
        assertTrue(text.contains("Error 42601") && text.contains("^"), text);
        assertEquals(1, exit, text);
    }

    @Test
    void holdsNothingUnderForeignNames() throws IOException {
        Set<String> foreign = new TreeSet<>();
        try (JarFile jar = new JarFile(JAR.toFile())) {
            jar.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> !name.endsWith("/"))
                    .filter(name -> !name.startsWith("io/itemql/") && !name.startsWith("META-INF/"))
                    .forEach(foreign::add);
            for (String needed : List.of("META-INF/LICENSE", "META-INF/NOTICE", "META-INF/services/java.sql.Driver")) {
                assertTrue(jar.getEntry(needed) != null, needed);
            }
        }
        assertEquals(Set.of(), foreign);
    }

    @Test
    void isSmallEnoughToBePassedAround() throws IOException {
        assertTrue(Files.size(JAR) < BYTES_MAX, "the jar has " + Files.size(JAR) + " bytes");
    }
}
