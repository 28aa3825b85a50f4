package io.itemql.store;

import java.util.List;
import java.util.Optional;

/** The tables of a store as they are now. Safe for use by several threads. */
public interface Catalogue {
    /** All tables, by name. */
    List<TableInfo> tables();

    Optional<TableInfo> table(String name);
}
