package io.itemql.store;

import java.util.List;
import java.util.Optional;

/** The tables of a store, and its views, as they are now. Safe for use by several threads. */
public interface Catalogue {
    /** All tables and views, by name. */
    List<TableInfo> tables();

    /** The table or view of a name. */
    Optional<TableInfo> table(String name);
}
