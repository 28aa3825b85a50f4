package io.itemql.table;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * What CREATE TABLE says of a table.
 *
 * @param name 3 to 255 characters of {@code [a-zA-Z0-9_.-]}, case-sensitive
 * @param generatedKey true if the statement named no key: the partition key is then {@link #GENERATED_KEY}, which the
 *     driver fills in and {@code SELECT *} hides
 * @param columns declared columns without the keys', in the order of the statement
 * @param options such as {@code billing_mode}, by lower-case name
 */
public record TableDefinition(
        String name, KeySchema keys, boolean generatedKey, List<DeclaredColumn> columns, Map<String, String> options) {
    /** The hidden partition key of a table that was created without one. */
    public static final String GENERATED_KEY = "_id";

    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_.-]{3,255}");

    /**
     * @throws ItemException with {@link ErrorCode#INVALID_TABLE_NAME} or {@link ErrorCode#DUPLICATE_NAME}
     */
    public TableDefinition {
        checkName(name);
        Objects.requireNonNull(keys, "keys");
        columns = List.copyOf(columns);
        options = Map.copyOf(options);
        for (int i = 0; i < columns.size(); i++) {
            String column = columns.get(i).name();
            boolean again = columns.subList(0, i).stream()
                    .anyMatch(earlier -> earlier.name().equals(column));
            if (again || keys.isKey(column)) {
                throw new ItemException(ErrorCode.DUPLICATE_NAME, "Column " + column, "");
            }
        }
    }

    /** A table with the given keys, no declared columns and no options. */
    public static TableDefinition of(String name, KeySchema keys) {
        return new TableDefinition(name, keys, false, List.of(), Map.of());
    }

    private static void checkName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new ItemException(ErrorCode.INVALID_TABLE_NAME, "'" + name + "'");
        }
    }
}
