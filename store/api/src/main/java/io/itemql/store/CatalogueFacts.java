package io.itemql.store;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.AttributeType;
import io.itemql.item.AttributeValue;
import io.itemql.item.Item;
import io.itemql.item.MapValue;
import io.itemql.item.NumberValue;
import io.itemql.store.system.SystemTable;
import io.itemql.store.system.SystemTables;
import io.itemql.table.IndexDefinition;
import io.itemql.table.KeyAttribute;
import io.itemql.table.KeySchema;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/** The system tables that the catalogue and the statistics of any store fill. */
final class CatalogueFacts implements SystemTables {
    private static final List<SystemTable> TABLES =
            List.of(SystemTable.TABLES, SystemTable.VIEWS, SystemTable.INDEXES, SystemTable.ATTRIBUTES);

    private final ItemStore store;

    CatalogueFacts(ItemStore store) {
        this.store = store;
    }

    @Override
    public List<SystemTable> tables() {
        return TABLES;
    }

    @Override
    public List<Item> rows(String name) {
        List<Item> rows = new ArrayList<>();
        switch (name) {
            case "tables" -> forEachTable((table, found) -> rows.add(table(table, found)));
            case "views" -> addViews(rows);
            case "indexes" -> forEachTable((table, found) -> addIndexes(table, found, rows));
            case "attributes" -> forEachTable((table, found) -> addAttributes(table, found, rows));
            default -> throw new IllegalArgumentException(name);
        }
        return rows;
    }

    private void forEachTable(BiConsumer<TableInfo, TableStatistics> each) {
        for (TableInfo table : store.catalogue().tables()) {
            if (table.definition().view().isPresent()) {
                continue;
            }
            TableStatistics found;
            try {
                found = store.statistics(table.name());
            } catch (ItemException e) {
                if (e.code() == ErrorCode.UNKNOWN_TABLE) {
                    // Dropped since it was listed, so it is none of the tables now.
                    continue;
                }
                throw e;
            }
            each.accept(table, found);
        }
    }

    private void addViews(List<Item> rows) {
        for (TableInfo table : store.catalogue().tables()) {
            table.definition()
                    .view()
                    .ifPresent(query -> rows.add(SystemTable.VIEWS.row(table.name(), query, table.version())));
        }
    }

    private static Item table(TableInfo table, TableStatistics found) {
        KeySchema keys = table.definition().keys();
        Optional<KeyAttribute> sort = keys.sortKey();
        return SystemTable.TABLES.row(
                table.name(),
                keys.partitionKey().name(),
                keys.partitionKey().type(),
                sort.map(KeyAttribute::name).orElse(null),
                sort.map(KeyAttribute::type).orElse(null),
                found.itemCount(),
                found.itemBytes(),
                found.attributes().size(),
                found.undescribedItems(),
                table.version());
    }

    private static void addIndexes(TableInfo table, TableStatistics found, List<Item> rows) {
        for (IndexInfo index : table.indexes()) {
            IndexDefinition definition = index.definition();
            Optional<IndexStatistics> entries = found.indexes().stream()
                    .filter(statistics -> statistics.name().equals(index.name()))
                    .findFirst();
            rows.add(SystemTable.INDEXES.row(
                    table.name(),
                    index.name(),
                    definition.kind(),
                    definition.keys().partitionKey().name(),
                    definition.keys().sortKey().map(KeyAttribute::name).orElse(null),
                    definition.projection().type(),
                    index.status(),
                    index.itemsDone(),
                    index.itemsTotal(),
                    entries.map(IndexStatistics::entryCount).orElse(null),
                    entries.map(IndexStatistics::entryBytes).orElse(null)));
        }
    }

    private static void addAttributes(TableInfo table, TableStatistics found, List<Item> rows) {
        for (AttributeStatistics attribute : found.attributes()) {
            rows.add(SystemTable.ATTRIBUTES.row(
                    table.name(),
                    attribute.name(),
                    role(table, attribute.name()),
                    attribute.items(),
                    coverage(attribute.items(), found.itemCount()),
                    types(attribute),
                    attribute.wholeNumbers()));
        }
    }

    private static String role(TableInfo table, String attribute) {
        KeySchema keys = table.definition().keys();
        if (keys.partitionKey().name().equals(attribute)) {
            return "PARTITION KEY";
        }
        if (keys.isKey(attribute)) {
            return "SORT KEY";
        }
        boolean declared = table.definition().columns().stream()
                .anyMatch(column -> column.name().equals(attribute));
        return declared ? "DECLARED" : null;
    }

    /** The share of the items, from 0 to 1. */
    private static BigDecimal coverage(long items, long all) {
        return all == 0
                ? BigDecimal.ZERO
                : BigDecimal.valueOf(items).divide(BigDecimal.valueOf(all), 4, RoundingMode.HALF_EVEN);
    }

    private static MapValue types(AttributeStatistics attribute) {
        Map<String, AttributeValue> types = new LinkedHashMap<>();
        for (Map.Entry<AttributeType, Long> count : attribute.counts().entrySet()) {
            types.put(count.getKey().name(), NumberValue.of(count.getValue()));
        }
        return new MapValue(types);
    }
}
