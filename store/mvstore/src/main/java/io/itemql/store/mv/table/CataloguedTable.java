package io.itemql.store.mv.table;

import io.itemql.store.TableInfo;
import io.itemql.table.TableDefinition;

/**
 * A table as the catalogue has it between two changes of its definition.
 *
 * @param sequence the number of the last change of the catalogue that touched the table; no two changes share one
 */
public record CataloguedTable(StoredTable table, TableDefinition definition, long sequence) {
    /** Leaves room for so many shapes between two changes of the catalogue. */
    private static final int SHAPE_BITS = 40;

    public String name() {
        return definition.name();
    }

    /** The table with the version that it has now. */
    public TableInfo info() {
        return new TableInfo(definition, (sequence << SHAPE_BITS) + table.shapeVersion());
    }
}
