package io.itemql.sql.copy;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.AttributeValue;
import io.itemql.item.MapValue;
import io.itemql.item.NumberValue;
import io.itemql.item.StringValue;
import io.itemql.plan.value.JsonDocument;
import io.itemql.plan.value.ValueText;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an export says of itself. The service writes, in a directory {@code AWSDynamoDB/ID}: {@code manifest-summary.json},
 * one object with the whole; {@code manifest-files.json}, an object a line for each part; beside both their MD5 sums; and
 * below {@code data} the gzipped parts.
 *
 * <p>Source: the service's documentation, "DynamoDB table export output format".
 *
 * @param items how many there are in all parts
 */
record ExportManifest(List<Part> parts, long items) {
    static final String SUMMARY = "manifest-summary.json";
    static final String FILES = "manifest-files.json";
    static final String DATA = "data";

    private static final String DYNAMODB_JSON = "DYNAMODB_JSON";

    /**
     * One data file.
     *
     * @param name without directories
     * @param md5 in Base64
     */
    record Part(String name, long items, String md5) {}

    ExportManifest {
        parts = List.copyOf(parts);
    }

    /** @throws ItemException with {@link ErrorCode#COPY_REFUSED} if it is none, or one of another kind */
    static ExportManifest read(Path directory) throws IOException {
        MapValue summary = object(directory, text(directory, SUMMARY));
        String format = textOf(summary, "outputFormat", DYNAMODB_JSON);
        if (!format.equals(DYNAMODB_JSON)) {
            throw refused(directory, "its format is " + format + "; COPY reads " + DYNAMODB_JSON);
        }
        String type = textOf(summary, "exportType", "FULL_EXPORT");
        if (!type.equals("FULL_EXPORT")) {
            throw refused(directory, "it is of type " + type + "; COPY reads full exports");
        }
        List<Part> parts = new ArrayList<>();
        for (String line : text(directory, FILES).split("\n", -1)) {
            if (!line.isBlank()) {
                MapValue part = object(directory, line);
                String key = textOf(part, "dataFileS3Key", "");
                parts.add(new Part(
                        key.substring(key.lastIndexOf('/') + 1),
                        number(directory, part, "itemCount"),
                        textOf(part, "md5Checksum", "")));
            }
        }
        long items = number(directory, summary, "itemCount");
        long counted = parts.stream().mapToLong(Part::items).sum();
        if (items != counted) {
            throw refused(directory, "its summary says " + items + " items, its list of parts " + counted);
        }
        return new ExportManifest(parts, items);
    }

    private static String text(Path directory, String name) throws IOException {
        Path file = directory.resolve(name);
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw refused(directory, "it has no " + name + ", so it is no complete export");
        }
        return Files.readString(file, StandardCharsets.UTF_8);
    }

    private static MapValue object(Path directory, String text) {
        try {
            if (JsonDocument.parse(text) instanceof MapValue map) {
                return map;
            }
        } catch (ItemException e) {
            throw ItemException.causedBy(e, ErrorCode.COPY_REFUSED, directory, "its manifest: " + e.getMessage());
        }
        throw refused(directory, "its manifest is no JSON object");
    }

    private static String textOf(MapValue object, String name, String otherwise) {
        return object.get(name) instanceof StringValue text ? text.value() : otherwise;
    }

    private static long number(Path directory, MapValue object, String name) {
        if (object.get(name) instanceof NumberValue number && number.isLong()) {
            return number.longValue();
        }
        throw refused(directory, "its manifest has no number " + name);
    }

    static ItemException refused(Path directory, String why) {
        return new ItemException(ErrorCode.COPY_REFUSED, directory, why);
    }

    /** Writes the manifest files, the summary last, so that an export which was broken off has none. */
    void write(NewFiles made, Path directory, String table, Instant begun) throws IOException {
        String root = "AWSDynamoDB/" + directory.getFileName() + "/";
        StringBuilder files = new StringBuilder();
        for (Part part : parts) {
            Map<String, AttributeValue> line = new LinkedHashMap<>();
            line.put("itemCount", NumberValue.of(part.items()));
            line.put("md5Checksum", new StringValue(part.md5()));
            line.put("dataFileS3Key", new StringValue(root + DATA + "/" + part.name()));
            files.append(ValueText.json(new MapValue(line))).append('\n');
        }
        write(made, directory, FILES, files.toString());
        Map<String, AttributeValue> summary = new LinkedHashMap<>();
        summary.put("version", new StringValue("2020-06-30"));
        summary.put("tableName", new StringValue(table));
        summary.put("startTime", new StringValue(moment(begun)));
        summary.put("exportTime", new StringValue(moment(begun)));
        summary.put("endTime", new StringValue(moment(Instant.now())));
        summary.put("manifestFilesS3Key", new StringValue(root + FILES));
        summary.put("itemCount", NumberValue.of(items));
        summary.put("outputFormat", new StringValue(DYNAMODB_JSON));
        summary.put("exportType", new StringValue("FULL_EXPORT"));
        write(made, directory, SUMMARY, ValueText.json(new MapValue(summary)) + "\n");
    }

    private static String moment(Instant moment) {
        return moment.truncatedTo(ChronoUnit.MILLIS).toString();
    }

    private static void write(NewFiles made, Path directory, String name, String text) throws IOException {
        Path file = directory.resolve(name);
        try (Writer out = made.create(file)) {
            out.write(text);
        }
        String sum = name.substring(0, name.length() - ".json".length()) + ".md5";
        try (Writer out = made.create(directory.resolve(sum))) {
            out.write(md5(file));
        }
    }

    /** The checksum of a file, in Base64. */
    static String md5(Path file) throws IOException {
        MessageDigest digest = md5();
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            byte[] block = new byte[1 << 16];
            for (int n = in.read(block); n >= 0; n = in.read(block)) {
                digest.update(block, 0, n);
            }
        }
        return Base64.getEncoder().encodeToString(digest.digest());
    }

    private static MessageDigest md5() {
        try {
            // The service's manifests hold MD5 sums; they find damage, not attackers.
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
    }
}
