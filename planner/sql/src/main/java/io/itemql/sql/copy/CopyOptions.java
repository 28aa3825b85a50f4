package io.itemql.sql.copy;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.sql.ast.CopyStatement;
import io.itemql.sql.ast.TableOption;
import io.itemql.sql.parse.Places;
import io.itemql.sql.table.NearestNames;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;

/**
 * What WITH says of a COPY.
 *
 * @param header what the first line of a CSV file is
 * @param delimiter between the fields of a CSV file
 * @param nulls the field without quotes that is NULL in a CSV file
 * @param types the types of CSV columns, by name
 * @param overwrite whether a record replaces an item of its key
 * @param rejected where records go that cannot be loaded; empty: the first one ends the statement
 */
record CopyOptions(
        CopyFormat format,
        Header header,
        char delimiter,
        String nulls,
        Map<String, CellType> types,
        boolean overwrite,
        Optional<String> rejected) {
    /** The first line of a CSV file. */
    enum Header {
        /** Names. */
        TRUE,
        /** It is a record as the others. */
        FALSE,
        /** Names with their types, such as {@code age:N}. */
        TYPED
    }

    private static final List<String> KNOWN =
            List.of("format", "header", "delimiter", "nulls", "types", "overwrite", "rejected");

    CopyOptions {
        Objects.requireNonNull(format, "format");
        Objects.requireNonNull(header, "header");
        Objects.requireNonNull(nulls, "nulls");
        types = Map.copyOf(types);
        Objects.requireNonNull(rejected, "rejected");
    }

    /** @throws ItemException with {@link ErrorCode#INVALID_OPTION} */
    static CopyOptions of(CopyStatement statement) {
        Map<String, String> given = new HashMap<>();
        for (SqlNode node : statement.options()) {
            TableOption option = (TableOption) node;
            String name = option.name().toLowerCase(Locale.ROOT);
            if (!KNOWN.contains(name)) {
                throw at(
                        node,
                        "Unknown option " + option.name() + "; COPY knows " + String.join(", ", KNOWN)
                                + NearestNames.offer(name, KNOWN));
            }
            if (given.put(name, text(option)) != null) {
                throw at(node, "Option " + name + " is given twice");
            }
        }
        try {
            return of(given, statement);
        } catch (ItemException e) {
            throw Places.of(statement).in(e);
        }
    }

    private static CopyOptions of(Map<String, String> given, CopyStatement statement) {
        CopyFormat format = given.containsKey("format")
                ? oneOf("format", given.get("format"), CopyFormat.class)
                : CopyFormat.ofName(statement.file())
                        .orElseThrow(() -> new ItemException(
                                ErrorCode.INVALID_OPTION,
                                "The name " + statement.file()
                                        + " tells no format; say WITH (format = 'csv'), 'json' or 'dynamodb'"));
        String delimiter = given.getOrDefault("delimiter", ",");
        if (delimiter.length() != 1 || "\"\r\n".contains(delimiter)) {
            throw new ItemException(ErrorCode.INVALID_OPTION, "delimiter is one character, not '" + delimiter + "'");
        }
        String nulls = given.getOrDefault("nulls", "\\N");
        if (nulls.chars().anyMatch(c -> c == delimiter.charAt(0) || "\"\r\n".indexOf(c) >= 0)) {
            throw new ItemException(
                    ErrorCode.INVALID_OPTION,
                    "nulls is one field without quotes, so '" + nulls + "' with the delimiter '" + delimiter
                            + "' is none");
        }
        Header header = oneOf("header", given.getOrDefault("header", "true"), Header.class);
        boolean overwrite =
                switch (given.getOrDefault("overwrite", "false").toLowerCase(Locale.ROOT)) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> throw new ItemException(ErrorCode.INVALID_OPTION, "overwrite is true or false");
                };
        return new CopyOptions(
                format,
                header,
                delimiter.charAt(0),
                nulls,
                types(given.getOrDefault("types", "")),
                overwrite,
                Optional.ofNullable(given.get("rejected")));
    }

    private static <E extends Enum<E>> E oneOf(String option, String value, Class<E> type) {
        List<String> names = new ArrayList<>();
        for (E each : type.getEnumConstants()) {
            if (each.name().equalsIgnoreCase(value)) {
                return each;
            }
            names.add(each.name().toLowerCase(Locale.ROOT));
        }
        throw new ItemException(
                ErrorCode.INVALID_OPTION,
                "Option " + option + " cannot be '" + value + "'; it is one of " + String.join(", ", names));
    }

    private static Map<String, CellType> types(String text) {
        Map<String, CellType> types = new HashMap<>();
        for (String part : text.isBlank() ? new String[0] : text.split(",", -1)) {
            String[] words = part.strip().split("\\s+", -1);
            if (words.length != 2) {
                throw new ItemException(
                        ErrorCode.INVALID_OPTION, "types is a list such as 'age N, tags SS', not '" + text + "'");
            }
            types.put(words[0], CellType.of(words[1]));
        }
        return types;
    }

    private static String text(TableOption option) {
        if (option.value() instanceof SqlIdentifier identifier && identifier.isSimple()) {
            return identifier.getSimple();
        }
        String text = option.value() instanceof SqlLiteral literal ? literal.toValue() : null;
        if (text == null) {
            throw at(option, "The value of an option is a literal, not " + option.value());
        }
        return text;
    }

    private static ItemException at(SqlNode node, String text) {
        return Places.of(node).in(new ItemException(ErrorCode.INVALID_OPTION, text));
    }
}
