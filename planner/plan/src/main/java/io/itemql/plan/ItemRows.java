package io.itemql.plan;

import io.itemql.item.AttributePath;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What the rows of a query are, if each is one item of a table: whoever has the key in a row can change the item behind it.
 *
 * @param table the table that holds the items
 * @param named what the statement names: the table, or the view through which items are read and changed
 * @param columns of the result, in order
 */
public record ItemRows(String table, String named, List<Column> columns) {
    public ItemRows {
        Objects.requireNonNull(table, "table");
        Objects.requireNonNull(named, "named");
        columns = List.copyOf(columns);
    }

    /**
     * A column of such rows.
     *
     * @param name what the table or view calls it; empty if neither has such a column, so that the query made it
     * @param path where items have it; empty for a computed column
     */
    public record Column(Optional<String> name, Optional<AttributePath> path) {
        public Column {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(path, "path");
        }

        /** True for the attribute of a name as a whole. */
        public boolean is(String attribute) {
            return path.filter(AttributePath::isTopLevel)
                    .filter(found -> found.attribute().equals(attribute))
                    .isPresent();
        }
    }

    /** True if each column is one of the table or view. */
    public boolean isAllNamed() {
        return columns.stream().allMatch(column -> column.name().isPresent());
    }

    /** True if a view stands between the statement and the table. */
    public boolean isView() {
        return !named.equals(table);
    }
}
