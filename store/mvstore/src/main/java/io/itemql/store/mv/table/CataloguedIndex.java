package io.itemql.store.mv.table;

import io.itemql.store.IndexInfo;
import io.itemql.store.mv.index.StoredIndex;

/**
 * An index as the catalogue has it between two changes of its table.
 *
 * @param active whether it may be read; before that it is being built
 */
public record CataloguedIndex(StoredIndex index, boolean active) {
    IndexInfo info(StoredTable table) {
        return active
                ? IndexInfo.active(index.definition())
                : new IndexInfo(
                        index.definition(),
                        IndexInfo.Status.CREATING,
                        index.progress().items(),
                        table.map().size());
    }
}
