package io.itemql.tck.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A scan of many items in a small heap, in a JVM of its own, while a writer keeps writing: memory must not grow with
 * the table, and the scan must see the table as it was. {@code -Dlarge.items=1000000} for the size that the project
 * promises.
 */
class LargeScanTest {
    @TempDir
    Path directory;

    @Test
    void scansInASmallHeapWhileAWriterRuns() throws IOException, InterruptedException {
        String items = System.getProperty("large.items", "25000");
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx96m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LargeScanProgram.class.getName(),
                        "jdbc:itemql:file:" + directory.resolve("store"),
                        items)
                .redirectErrorStream(true)
                .start();
        String output = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, child.waitFor(), output);
        assertTrue(output.contains("scanned " + items), output);
    }
}
