package io.itemql.store.system;

import io.itemql.item.Item;
import java.util.List;
import java.util.Optional;

/** The system tables of a store. Safe for use by several threads. */
public interface SystemTables {
    /** The tables that there are; always the same ones. */
    List<SystemTable> tables();

    /**
     * The rows of a table as things are now, in no order. What is asked for twice may differ, and the rows of two
     * tables need not be of one moment: these are facts about a store that others use meanwhile.
     *
     * @param name one of {@link #tables()}
     * @throws IllegalArgumentException if there is no such table
     */
    List<Item> rows(String name);

    /** A table by its name. */
    default Optional<SystemTable> table(String name) {
        return tables().stream().filter(table -> table.name().equals(name)).findFirst();
    }
}
