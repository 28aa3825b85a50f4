package io.itemql.jdbc.internal.metadata;

import io.itemql.item.Value;
import io.itemql.jdbc.internal.result.ColumnDescription;
import io.itemql.sql.table.TableColumns;
import io.itemql.store.IndexInfo;
import io.itemql.store.IndexStatistics;
import io.itemql.store.TableInfo;
import io.itemql.table.KeyAttribute;
import java.sql.DatabaseMetaData;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** The keys of tables and their secondary indexes, as {@code DatabaseMetaData} tells them. */
final class IndexListing {
    private IndexListing() {}

    /** One for all columns of a key, since tools group them by it. */
    static String keyName(String table) {
        return "PK_" + table;
    }

    /** The key attributes that users see: not a generated key. */
    private static List<KeyAttribute> visibleKey(TableInfo table) {
        return table.definition().generatedKey()
                ? List.of()
                : table.definition().keys().attributes();
    }

    /** The rows of {@code getPrimaryKeys} for a table, by column name. */
    static void addPrimaryKey(List<Value[]> rows, TableInfo table) {
        List<KeyAttribute> key = visibleKey(table);
        List<Value[]> parts = new ArrayList<>();
        key.stream()
                .sorted(Comparator.comparing(KeyAttribute::name))
                .forEach(part -> parts.add(MetadataShape.PRIMARY_KEYS.row(
                        null,
                        ColumnDescription.MAIN_SCHEMA,
                        table.name(),
                        part.name(),
                        key.indexOf(part) + 1,
                        keyName(table.name()))));
        rows.addAll(parts);
    }

    /**
     * The rows of {@code getIndexInfo} for a table: its key as a unique index, then the secondary ones by name.
     *
     * @param uniqueOnly leaves the secondary ones out, since several items may have one index key
     */
    static void add(List<Value[]> rows, TableColumns columns, boolean uniqueOnly) {
        TableInfo table = columns.table();
        long items = columns.statistics().itemCount();
        add(rows, table.name(), false, keyName(table.name()), visibleKey(table), items);
        if (uniqueOnly) {
            return;
        }
        table.indexes().stream()
                .sorted(Comparator.comparing(IndexInfo::name))
                .forEach(index -> add(
                        rows,
                        table.name(),
                        true,
                        index.name(),
                        index.definition().keys().attributes(),
                        entries(columns, index)));
    }

    private static long entries(TableColumns columns, IndexInfo index) {
        return columns.statistics()
                .index(index.name())
                .map(IndexStatistics::entryCount)
                .orElse(0L);
    }

    private static void add(
            List<Value[]> rows, String table, boolean repeats, String index, List<KeyAttribute> key, long cardinality) {
        short position = 1;
        for (KeyAttribute part : key) {
            rows.add(MetadataShape.INDEX_INFO.row(
                    null,
                    ColumnDescription.MAIN_SCHEMA,
                    table,
                    repeats,
                    null,
                    index,
                    DatabaseMetaData.tableIndexOther,
                    position,
                    part.name(),
                    "A",
                    cardinality,
                    0,
                    null));
            position++;
        }
    }

    /** An index for people, such as {@code global index by_city (city, age)}, and how far it is while it is built. */
    static String remarks(IndexInfo index) {
        String key = index.definition().keys().attributes().stream()
                .map(KeyAttribute::name)
                .collect(Collectors.joining(", ", " (", ")"));
        String kind = index.definition().isGlobal() ? "global" : "local";
        String state = index.isActive()
                ? ""
                : " " + index.status() + " " + index.itemsDone() + " of " + index.itemsTotal() + " items";
        return kind + " index " + index.name() + key + state;
    }
}
