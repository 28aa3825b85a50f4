package io.itemql.store.mv.table;

import io.itemql.table.TableDefinition;
import java.util.List;

/**
 * What is written down of a table in the catalogue.
 *
 * @param sequence the number of the change that made it so
 * @param indexes in the order of the definition's
 */
public record TableRecord(TableDefinition definition, long sequence, List<IndexRecord> indexes) {
    /**
     * What is written down of an index beside its definition.
     *
     * @param number never that of another table or index
     * @param active whether it may be read
     */
    public record IndexRecord(int number, boolean active) {}

    public TableRecord {
        indexes = List.copyOf(indexes);
        if (indexes.size() != definition.indexes().size()) {
            throw new IllegalArgumentException(
                    indexes.size() + " indexes for " + definition.indexes().size() + " definitions");
        }
    }
}
