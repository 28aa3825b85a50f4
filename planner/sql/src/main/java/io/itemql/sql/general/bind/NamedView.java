package io.itemql.sql.general.bind;

import io.itemql.item.AttributePath;
import java.util.Collections;
import java.util.Optional;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.util.Litmus;

/**
 * A view that a statement names and that became a part of it: what the statement reads of the table below are columns of the
 * view.
 */
public final class NamedView {
    private final String name;
    private final ViewRelation relation;

    /** @param relation the columns under the names that the view gives them, whatever the statement calls them */
    NamedView(String name, ViewRelation relation) {
        this.name = name;
        this.relation = relation;
    }

    public String name() {
        return name;
    }

    /** The table below. */
    TableRelation base() {
        return relation.base();
    }

    /**
     * The name of the column that an expression over the table is; empty if it is none, or if another has the same name.
     *
     * @param path what the expression reads, if it is a path of the table
     */
    public Optional<String> columnOf(SqlNode bound, Optional<AttributePath> path) {
        for (int i = 0; i < relation.columns().size(); i++) {
            String column = relation.columns().get(i);
            boolean same = path.isPresent()
                    ? relation.path(column).equals(path)
                    : relation.values().get(i).equalsDeep(bound, Litmus.IGNORE);
            if (same && Collections.frequency(relation.columns(), column) == 1) {
                return Optional.of(column);
            }
        }
        return path.filter(found -> relation.isOpen() && found.isTopLevel()).map(AttributePath::attribute);
    }
}
