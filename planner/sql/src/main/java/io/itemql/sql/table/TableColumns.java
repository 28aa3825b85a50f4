package io.itemql.sql.table;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.AttributeType;
import io.itemql.item.StringValue;
import io.itemql.store.AttributeStatistics;
import io.itemql.store.ItemStore;
import io.itemql.store.TableInfo;
import io.itemql.store.TableStatistics;
import io.itemql.store.system.SystemTable;
import io.itemql.table.ColumnType;
import io.itemql.table.DeclaredColumn;
import io.itemql.table.KeyAttribute;
import io.itemql.table.TableDefinition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The columns of one table at one version. Order: partition key, sort key, declared columns in the order of their
 * declaration, then all others by name; last {@link #DOCUMENT}, if the table has items whose attributes are not all
 * known by name. A generated key is hidden. Immutable.
 */
public final class TableColumns {
    /** The column with the whole item. An attribute of this name hides it. */
    public static final String DOCUMENT = "_item";

    private final TableInfo table;
    private final SystemTable system;
    private final TableStatistics statistics;
    private final List<TableColumn> visible;
    private final Map<String, TableColumn> byName;

    private TableColumns(TableInfo table, SystemTable system, TableStatistics statistics, List<TableColumn> all) {
        this.table = table;
        this.system = system;
        this.statistics = statistics;
        List<TableColumn> shown = new ArrayList<>();
        this.byName = new LinkedHashMap<>();
        for (TableColumn column : all) {
            byName.put(column.name(), column);
            if (column.ordinal() > 0) {
                shown.add(column);
            }
        }
        this.visible = List.copyOf(shown);
    }

    /**
     * The columns of a table with what is in it now.
     *
     * @param table read from the catalogue or from a view before; what is counted may be newer, never older
     * @throws ItemException with {@link ErrorCode#UNKNOWN_TABLE}
     */
    public static TableColumns of(ItemStore store, TableInfo table) {
        return of(table, store.statistics(table.name()));
    }

    /** The columns of a table with the given contents. */
    public static TableColumns of(TableInfo table, TableStatistics statistics) {
        return new TableColumns(table, null, statistics, new Listing(table.definition(), statistics).columns());
    }

    /** The columns of a system table, which are the same at all times. */
    public static TableColumns ofSystem(SystemTable table) {
        TableDefinition definition = new TableDefinition(
                SystemTable.SCHEMA + "." + table.name(), table.keys(), false, table.columns(), Map.of());
        TableStatistics nothing = new TableStatistics(0, 0, List.of(), 0);
        List<TableColumn> columns = new Listing(definition, nothing).columns();
        return new TableColumns(new TableInfo(definition, 0), table, nothing, columns);
    }

    /** The system table that it is; empty for a table of items. */
    public Optional<SystemTable> system() {
        return Optional.ofNullable(system);
    }

    /** The table at the version for which these are its columns. */
    public TableInfo table() {
        return table;
    }

    /** What is in the table. */
    public TableStatistics statistics() {
        return statistics;
    }

    /** The columns of {@code SELECT *}, in order. */
    public List<TableColumn> visible() {
        return visible;
    }

    /** A column by its exact name, whether or not {@code SELECT *} shows it. */
    public Optional<TableColumn> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** True if items may have attributes that are no column here, because the table uses too many names. */
    public boolean isOpen() {
        return statistics.undescribedItems() > 0;
    }

    /** The names of all columns, hidden ones last. */
    public List<String> names() {
        return List.copyOf(byName.keySet());
    }

    /** Puts the columns of a table together. */
    private static final class Listing {
        private final TableDefinition definition;
        private final TableStatistics statistics;
        private final Map<String, AttributeStatistics> observed = new TreeMap<>(StringValue::compareUtf8);
        private final List<TableColumn> columns = new ArrayList<>();
        private int ordinal;

        Listing(TableDefinition definition, TableStatistics statistics) {
            this.definition = definition;
            this.statistics = statistics;
            for (AttributeStatistics attribute : statistics.attributes()) {
                if (attribute.items() > 0) {
                    observed.put(attribute.name(), attribute);
                }
            }
        }

        List<TableColumn> columns() {
            if (!definition.generatedKey()) {
                add(definition.keys().partitionKey(), TableColumn.Origin.PARTITION_KEY, ++ordinal);
            }
            definition.keys().sortKey().ifPresent(key -> add(key, TableColumn.Origin.SORT_KEY, ++ordinal));
            for (DeclaredColumn column : definition.columns()) {
                AttributeStatistics found = take(column.name());
                add(column.name(), column.type(), true, ++ordinal, TableColumn.Origin.DECLARED, found.counts());
            }
            String generated = definition.keys().partitionKey().name();
            for (AttributeStatistics attribute : observed.values()) {
                if (!definition.generatedKey() || !attribute.name().equals(generated)) {
                    add(
                            attribute.name(),
                            ColumnTypes.of(attribute),
                            true,
                            ++ordinal,
                            TableColumn.Origin.OBSERVED,
                            attribute.counts());
                }
            }
            addHidden();
            return columns;
        }

        private void addHidden() {
            boolean known = columns.stream().anyMatch(column -> column.name().equals(DOCUMENT));
            if (!known) {
                int place = statistics.undescribedItems() > 0 ? ++ordinal : 0;
                add(DOCUMENT, ColumnType.VARCHAR, true, place, TableColumn.Origin.DOCUMENT, Map.of());
            }
            if (definition.generatedKey()) {
                add(definition.keys().partitionKey(), TableColumn.Origin.PARTITION_KEY, 0);
            }
        }

        private void add(KeyAttribute key, TableColumn.Origin origin, int place) {
            AttributeStatistics found = take(key.name());
            boolean whole = found.wholeNumbers() == found.items();
            // Every item has its keys, also those whose other attributes are not counted by name.
            Map<AttributeType, Long> counts =
                    statistics.itemCount() == 0 ? Map.of() : Map.of(key.type(), statistics.itemCount());
            add(key.name(), ColumnTypes.of(key.type(), whole), false, place, origin, counts);
        }

        private void add(
                String name,
                ColumnType type,
                boolean nullable,
                int place,
                TableColumn.Origin origin,
                Map<AttributeType, Long> counts) {
            columns.add(new TableColumn(name, type, nullable, place, origin, counts, statistics.itemCount()));
        }

        private AttributeStatistics take(String name) {
            AttributeStatistics found = observed.remove(name);
            return found == null ? new AttributeStatistics(name, Map.of(), 0) : found;
        }
    }
}
