package io.itemql.store.mv.table;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.store.IndexInfo;
import io.itemql.store.TableInfo;
import io.itemql.store.mv.table.TableRecord.IndexRecord;
import io.itemql.table.TableDefinition;
import java.util.List;

/**
 * A table as the catalogue has it between two changes of its definition.
 *
 * @param sequence the number of the last change of the catalogue that touched the table; no two changes share one
 * @param indexes in the order of the definition's
 */
public record CataloguedTable(
        StoredTable table, TableDefinition definition, long sequence, List<CataloguedIndex> indexes) {
    /** Leaves room for so many shapes between two changes of the catalogue. */
    private static final int SHAPE_BITS = 40;

    public CataloguedTable {
        indexes = List.copyOf(indexes);
    }

    public String name() {
        return definition.name();
    }

    /** Whether this is a view, which has no items. */
    public boolean isView() {
        return definition.view().isPresent();
    }

    /**
     * This table, if it holds items.
     *
     * @throws ItemException with {@link ErrorCode#NOT_A_TABLE} for a view
     */
    public CataloguedTable requireItems() {
        if (isView()) {
            throw new ItemException(ErrorCode.NOT_A_TABLE, name(), "a view, which holds no items");
        }
        return this;
    }

    /** The table with the version that it has now. */
    public TableInfo info() {
        // Every statement asks for this, and most tables have no index.
        List<IndexInfo> infos = indexes.isEmpty()
                ? List.of()
                : indexes.stream().map(index -> index.info(table)).toList();
        return new TableInfo(definition, (sequence << SHAPE_BITS) + table.shapeVersion(), infos);
    }

    /** What is written down of it. */
    public TableRecord toRecord() {
        return new TableRecord(
                definition,
                sequence,
                indexes.stream()
                        .map(index -> new IndexRecord(index.index().number(), index.active()))
                        .toList());
    }

    /**
     * Where in the list an index is that may be read.
     *
     * @throws ItemException with {@link ErrorCode#UNKNOWN_INDEX} or {@link ErrorCode#INDEX_NOT_READY}
     */
    public int requireReadable(String name) {
        int place = indexOf(name);
        if (place < 0) {
            throw new ItemException(ErrorCode.UNKNOWN_INDEX, name);
        }
        if (!indexes.get(place).active()) {
            throw new ItemException(ErrorCode.INDEX_NOT_READY, name);
        }
        return place;
    }

    /** Where in the list an index is; −1 if there is none of that name. */
    public int indexOf(String name) {
        for (int i = 0; i < indexes.size(); i++) {
            if (indexes.get(i).index().name().equals(name)) {
                return i;
            }
        }
        return -1;
    }
}
