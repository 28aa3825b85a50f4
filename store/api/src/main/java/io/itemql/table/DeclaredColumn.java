package io.itemql.table;

import java.util.Objects;

/**
 * A column that CREATE or ALTER TABLE declared. It tells tools a type and makes date-times comparable; it never
 * restricts what items hold.
 */
public record DeclaredColumn(String name, ColumnType type) {
    public DeclaredColumn {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(type, "type");
    }
}
