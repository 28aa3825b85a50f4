package io.itemql.sql.general.bind;

import org.apache.calcite.sql.SqlNode;

/** One step of a path behind a column: into a map by name, into a list by position, or by a computed key. */
sealed interface PathStep {
    /** {@code .name} or {@code ['name']}. */
    record Name(String name) implements PathStep {}

    /** {@code [0]}. */
    record Position(int position) implements PathStep {}

    /** {@code [expression]}; the key is not bound yet. */
    record Computed(SqlNode key) implements PathStep {}
}
