package io.itemql.tck.sql;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;

/** The jar under test. */
final class BundleJar {
    private BundleJar() {}

    /** Where the driver's class comes from, which has to be one jar. */
    static Path path() throws IOException {
        try {
            Path path = Path.of(Class.forName("io.itemql.jdbc.ItemQlDriver")
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            if (!path.toString().endsWith(".jar")) {
                throw new IOException(
                        "the driver comes from " + path + ", not from a jar: run the phase package or verify");
            }
            return path;
        } catch (ReflectiveOperationException | URISyntaxException e) {
            throw new IOException(e);
        }
    }
}
