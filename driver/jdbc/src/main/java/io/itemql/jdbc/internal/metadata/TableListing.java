package io.itemql.jdbc.internal.metadata;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.StringValue;
import io.itemql.jdbc.internal.result.ColumnDescription;
import io.itemql.sql.table.TableColumns;
import io.itemql.store.ItemStore;
import io.itemql.store.TableInfo;
import io.itemql.store.TableStatistics;
import io.itemql.store.system.SystemTable;
import io.itemql.store.system.SystemTables;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Which tables a question about metadata means. */
final class TableListing {
    private final ItemStore store;

    TableListing(ItemStore store) {
        this.store = store;
    }

    /** False if a catalog or schema excludes every table: there is no catalog, and one schema of tables of items. */
    static boolean includesMain(String catalog, String schemaPattern) {
        boolean noCatalog = catalog == null || catalog.isEmpty() || catalog.equals("%");
        return noCatalog && new NamePattern(schemaPattern).matches(ColumnDescription.MAIN_SCHEMA);
    }

    /** False if a catalog or schema excludes every system table. */
    static boolean includesSystem(String catalog, String schemaPattern) {
        boolean noCatalog = catalog == null || catalog.isEmpty() || catalog.equals("%");
        return noCatalog && new NamePattern(schemaPattern).matches(SystemTable.SCHEMA);
    }

    /** The system tables with names like a pattern, by name. */
    static List<SystemTable> like(SystemTables tables, String pattern) {
        NamePattern names = new NamePattern(pattern);
        return tables.tables().stream()
                .filter(table -> names.matches(table.name()))
                .sorted(Comparator.comparing(SystemTable::name))
                .toList();
    }

    /** The tables and views with names like a pattern, by name. */
    List<TableInfo> like(String pattern) {
        NamePattern names = new NamePattern(pattern);
        List<TableInfo> found = new ArrayList<>();
        for (TableInfo table : store.catalogue().tables()) {
            if (names.matches(table.name())) {
                found.add(table);
            }
        }
        found.sort(Comparator.comparing(TableInfo::name, StringValue::compareUtf8));
        return found;
    }

    /**
     * The table with exactly this name, escaped as in a pattern or not. Tools also pass null or {@code %} where JDBC asks
     * for a name, and mean all tables; an underline alone makes no pattern, since many names have one.
     */
    List<TableInfo> named(String name) {
        if (name == null) {
            return like(null);
        }
        Optional<TableInfo> exact = store.catalogue().table(name).or(() -> store.catalogue()
                .table(name.replaceAll("\\\\([\\\\%_])", "$1")));
        if (exact.isPresent()) {
            return List.of(exact.get());
        }
        return name.contains("%") ? like(name) : List.of();
    }

    /** The columns of a table of items; none of a view, or if it was dropped a moment ago. */
    Optional<TableColumns> columns(TableInfo table) {
        return statistics(table).map(statistics -> TableColumns.of(table, statistics));
    }

    /** What is in a table of items; nothing in a view, or if it was dropped a moment ago. */
    Optional<TableStatistics> statistics(TableInfo table) {
        if (table.definition().view().isPresent()) {
            return Optional.empty();
        }
        try {
            return Optional.of(store.statistics(table.name()));
        } catch (ItemException e) {
            if (e.code() == ErrorCode.UNKNOWN_TABLE) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
