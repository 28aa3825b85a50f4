package io.itemql.store.operation;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.AttributePath;
import io.itemql.store.IndexInfo;
import io.itemql.store.TableInfo;
import io.itemql.table.IndexDefinition;
import io.itemql.table.KeySchema;
import io.itemql.table.TableDefinition;
import java.util.List;
import java.util.Optional;

/** What a query or scan reads: a table, or one of its indexes. */
record ReadTarget(TableDefinition table, Optional<IndexDefinition> index) {
    /**
     * @throws ItemException with {@link ErrorCode#UNKNOWN_INDEX} or {@link ErrorCode#INDEX_NOT_READY}
     */
    static ReadTarget of(TableInfo table, Optional<String> indexName) {
        if (indexName.isEmpty()) {
            return new ReadTarget(table.definition(), Optional.empty());
        }
        IndexInfo index = table.index(indexName.get())
                .orElseThrow(() -> new ItemException(ErrorCode.UNKNOWN_INDEX, indexName.get()));
        if (!index.isActive()) {
            throw new ItemException(ErrorCode.INDEX_NOT_READY, index.name());
        }
        return new ReadTarget(table.definition(), Optional.of(index.definition()));
    }

    /** The keys by which the read finds items. */
    KeySchema keys() {
        return index.map(IndexDefinition::keys).orElse(table.keys());
    }

    boolean isGlobalIndex() {
        return index.map(IndexDefinition::isGlobal).orElse(false);
    }

    /** The attributes of some paths that the index does not have, each once; none for a table. */
    List<String> unprojected(List<AttributePath> paths) {
        return paths.stream()
                .map(AttributePath::attribute)
                .distinct()
                .filter(attribute -> index.isPresent() && !index.get().projects(attribute, table.keys()))
                .toList();
    }

    /** Whether something is asked for that only the table has. */
    boolean needsWholeItems(Select select, List<AttributePath> projection) {
        return index.isPresent()
                && switch (select) {
                    case ALL_ATTRIBUTES -> !index.get().projectsAll();
                    case SPECIFIC_ATTRIBUTES -> !unprojected(projection).isEmpty();
                    case ALL_PROJECTED_ATTRIBUTES, COUNT -> false;
                };
    }
}
