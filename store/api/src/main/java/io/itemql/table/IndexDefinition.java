package io.itemql.table;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A secondary index of a table. It has an entry for each item that has all attributes of its key with the right types,
 * so an index may be sparse; several items may have one index key.
 *
 * @param name 1 to 255 characters of {@code [a-zA-Z0-9_.-]}, case-sensitive, unique within the table
 * @param keys the index's own; any attributes of items, the table's keys among them
 */
public record IndexDefinition(String name, Kind kind, KeySchema keys, Projection projection) {
    /** The two kinds of index. */
    public enum Kind {
        /** Any key; may be created and dropped while the table is in use. */
        GLOBAL,
        /** The table's partition key with another sort key; lives and dies with the table. */
        LOCAL
    }

    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_.-]{1,255}");

    /**
     * @throws ItemException with {@link ErrorCode#INVALID_INDEX} if the name cannot be an index's
     */
    public IndexDefinition {
        if (!NAME.matcher(name).matches()) {
            throw new ItemException(
                    ErrorCode.INVALID_INDEX,
                    "Invalid index name '" + name + "': a name has 1 to 255 characters of [a-zA-Z0-9_.-]");
        }
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(keys, "keys");
        Objects.requireNonNull(projection, "projection");
    }

    public static IndexDefinition global(String name, KeySchema keys, Projection projection) {
        return new IndexDefinition(name, Kind.GLOBAL, keys, projection);
    }

    public static IndexDefinition local(String name, KeySchema keys, Projection projection) {
        return new IndexDefinition(name, Kind.LOCAL, keys, projection);
    }

    public boolean isGlobal() {
        return kind == Kind.GLOBAL;
    }

    public boolean projectsAll() {
        return projection.type() == Projection.Type.ALL;
    }

    /**
     * Whether entries hold an attribute.
     *
     * @param tableKeys of the index's table; every entry holds them
     */
    public boolean projects(String attribute, KeySchema tableKeys) {
        return projectsAll()
                || keys.isKey(attribute)
                || tableKeys.isKey(attribute)
                || projection.attributes().contains(attribute);
    }

    /** Checks one index against its table; {@link IndexRules} checks them together. */
    void check(KeySchema tableKeys) {
        if (kind == Kind.GLOBAL) {
            return;
        }
        if (!tableKeys.hasSortKey()) {
            throw new ItemException(
                    ErrorCode.INVALID_INDEX,
                    "Table KeySchema does not have a range key, which is required when specifying a"
                            + " LocalSecondaryIndex");
        }
        if (!keys.hasSortKey()) {
            throw new ItemException(
                    ErrorCode.INVALID_INDEX, "Index KeySchema does not have a range key for index: " + name);
        }
        String ofIndex = keys.partitionKey().name();
        String ofTable = tableKeys.partitionKey().name();
        if (!ofIndex.equals(ofTable)) {
            throw new ItemException(
                    ErrorCode.INVALID_INDEX,
                    "Index KeySchema does not have the same leading hash key as table KeySchema for index: " + name
                            + ". index hash key: " + ofIndex + ", table hash key: " + ofTable);
        }
    }
}
