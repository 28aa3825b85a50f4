package io.itemql.store;

import io.itemql.table.TableDefinition;
import java.util.List;
import java.util.Optional;

/**
 * A table in the catalogue.
 *
 * @param version changes whenever a plan made before may be wrong: with the definition, and with every attribute or
 *     type of an attribute that appears for the first time; never used twice, not even by a table that is dropped and
 *     created again; also with an index that becomes ready for use or goes
 * @param indexes in the order of the definition
 */
public record TableInfo(TableDefinition definition, long version, List<IndexInfo> indexes) {
    public TableInfo {
        indexes = List.copyOf(indexes);
    }

    /** A table whose indexes are all ready for use. */
    public TableInfo(TableDefinition definition, long version) {
        this(
                definition,
                version,
                definition.indexes().stream().map(IndexInfo::active).toList());
    }

    /** An index by its name. */
    public Optional<IndexInfo> index(String index) {
        return indexes.stream().filter(each -> each.name().equals(index)).findFirst();
    }

    public String name() {
        return definition.name();
    }
}
