package io.itemql.store;

import io.itemql.table.TableDefinition;

/**
 * A table in the catalogue.
 *
 * @param version changes whenever a plan made before may be wrong: with the definition, and with every attribute or type
 *     of an attribute that appears for the first time; never used twice, not even by a table that is dropped and created
 *     again
 */
public record TableInfo(TableDefinition definition, long version) {
    public String name() {
        return definition.name();
    }
}
