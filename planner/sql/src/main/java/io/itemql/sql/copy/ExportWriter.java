package io.itemql.sql.copy;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.AttributeValue;
import io.itemql.item.MapValue;
import io.itemql.plan.value.ValueText;
import io.itemql.sql.json.TypedJson;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes an export as the service does: gzipped parts, then the manifest. */
final class ExportWriter implements RecordWriter {
    /** The characters of a part before it is compressed. */
    private static final long PART_LENGTH = 64L << 20;

    private final NewFiles made;
    private final Path directory;
    private final String table;
    private final Instant begun = Instant.now();
    private final List<ExportManifest.Part> parts = new ArrayList<>();
    private Writer out;
    private String partName;
    private long partItems;
    private long partLength;
    private long items;

    /** @param directory is created, if it does not exist; otherwise it must be empty */
    ExportWriter(NewFiles made, Path directory, String table) throws IOException {
        this.made = made;
        this.directory = directory;
        this.table = table;
        if (Files.exists(directory)) {
            try (var files = Files.list(directory)) {
                if (files.findAny().isPresent()) {
                    throw new ItemException(
                            ErrorCode.COPY_REFUSED,
                            directory,
                            "it is not empty, and an export is a directory of its own");
                }
            }
        } else {
            made.createDirectory(directory);
        }
        made.createDirectory(directory.resolve(ExportManifest.DATA));
    }

    @Override
    public void write(Map<String, AttributeValue> attributes) throws IOException {
        if (out == null) {
            partName = String.format(Locale.ROOT, "part-%05d.json.gz", parts.size() + 1);
            out = made.create(directory.resolve(ExportManifest.DATA).resolve(partName));
        }
        String line = ValueText.json(new MapValue(Map.of("Item", TypedJson.writeEntries(attributes))));
        out.write(line);
        out.write('\n');
        partItems++;
        partLength += line.length();
        if (partLength >= PART_LENGTH) {
            endPart();
        }
    }

    private void endPart() throws IOException {
        if (out != null) {
            out.close();
            out = null;
            Path file = directory.resolve(ExportManifest.DATA).resolve(partName);
            parts.add(new ExportManifest.Part(partName, partItems, ExportManifest.md5(file)));
            items += partItems;
            partItems = 0;
            partLength = 0;
        }
    }

    @Override
    public void finish() throws IOException {
        endPart();
        new ExportManifest(parts, items).write(made, directory, table, begun);
    }

    @Override
    public void close() throws IOException {
        if (out != null) {
            out.close();
        }
    }
}
