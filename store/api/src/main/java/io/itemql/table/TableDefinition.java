package io.itemql.table;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.AttributeType;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What CREATE TABLE says of a table, or CREATE VIEW of a view. A view is an entry of the catalogue like a table, so that the
 * two share their names, versions, journal and backups; it has a query, a generated key and no items.
 *
 * @param name 1 to 255 characters of {@code [a-zA-Z0-9_.-]}, case-sensitive
 * @param generatedKey true if the statement named no key: the partition key is then {@link #GENERATED_KEY}, which the
 *     driver fills in and {@code SELECT *} hides
 * @param columns declared columns without the keys', in the order of the statement
 * @param options such as {@code billing_mode}, by lower-case name
 * @param indexes the secondary indexes, also those that are being built
 */
public record TableDefinition(
        String name,
        KeySchema keys,
        boolean generatedKey,
        List<DeclaredColumn> columns,
        Map<String, String> options,
        List<IndexDefinition> indexes) {
    /** The hidden partition key of a table that was created without one. */
    public static final String GENERATED_KEY = "_id";

    /** The option that makes an entry of the catalogue a view: its columns and its query as text. */
    public static final String VIEW_OPTION = "view";

    /** How many local indexes a table may have. */
    public static final int LOCAL_INDEXES_MAX = 5;
    /** How many global indexes a table may have. */
    public static final int GLOBAL_INDEXES_MAX = 20;
    /** How many attributes the projections of all indexes may name together. */
    public static final int PROJECTED_ATTRIBUTES_MAX = 100;

    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_.-]{1,255}");

    /**
     * @throws ItemException with {@link ErrorCode#INVALID_TABLE_NAME}, {@link ErrorCode#DUPLICATE_NAME} or
     *     {@link ErrorCode#INVALID_INDEX}
     */
    public TableDefinition {
        checkName(name);
        Objects.requireNonNull(keys, "keys");
        columns = List.copyOf(columns);
        options = Map.copyOf(options);
        indexes = List.copyOf(indexes);
        for (int i = 0; i < columns.size(); i++) {
            String column = columns.get(i).name();
            boolean again = columns.subList(0, i).stream()
                    .anyMatch(earlier -> earlier.name().equals(column));
            if (again || keys.isKey(column)) {
                throw new ItemException(ErrorCode.DUPLICATE_NAME, "Column " + column, "");
            }
        }
        IndexRules.check(keys, indexes);
    }

    /** A table without indexes. */
    public TableDefinition(
            String name,
            KeySchema keys,
            boolean generatedKey,
            List<DeclaredColumn> columns,
            Map<String, String> options) {
        this(name, keys, generatedKey, columns, options, List.of());
    }

    /** A table with the given keys, no declared columns and no options. */
    public static TableDefinition of(String name, KeySchema keys) {
        return new TableDefinition(name, keys, false, List.of(), Map.of());
    }

    /**
     * A view.
     *
     * @param query what follows the view's name in CREATE VIEW, from its list of columns or from AS
     */
    public static TableDefinition ofView(String name, String query) {
        KeySchema key = KeySchema.of(new KeyAttribute(GENERATED_KEY, AttributeType.S));
        return new TableDefinition(name, key, true, List.of(), Map.of(VIEW_OPTION, query));
    }

    /** What follows the name in the view's definition; empty for a table of items. */
    public Optional<String> view() {
        return Optional.ofNullable(options.get(VIEW_OPTION));
    }

    /** The same table with other indexes. */
    public TableDefinition withIndexes(List<IndexDefinition> others) {
        return new TableDefinition(name, keys, generatedKey, columns, options, others);
    }

    /** An index by its name. */
    public Optional<IndexDefinition> index(String index) {
        return indexes.stream().filter(each -> each.name().equals(index)).findFirst();
    }

    private static void checkName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new ItemException(ErrorCode.INVALID_TABLE_NAME, "'" + name + "'");
        }
    }
}
