package io.itemql.sql.copy;

import java.util.Locale;
import java.util.Optional;

/** How records lie in files. */
enum CopyFormat {
    /** RFC 4180. */
    CSV,
    /** A JSON object a line. */
    JSON,
    /** A directory as the service's export makes it: types kept, gzipped parts, manifest files. */
    DYNAMODB;

    /** The format that the name of a file tells; empty if it tells none. */
    static Optional<CopyFormat> ofName(String file) {
        String name = file.toLowerCase(Locale.ROOT);
        String plain = name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
        if (plain.endsWith(".csv")) {
            return Optional.of(CSV);
        }
        if (plain.endsWith(".json") || plain.endsWith(".jsonl") || plain.endsWith(".ndjson")) {
            return Optional.of(plain.endsWith("manifest-summary.json") ? DYNAMODB : JSON);
        }
        return Optional.empty();
    }
}
