package io.itemql.store.system;

import io.itemql.item.AttributeType;
import io.itemql.item.AttributeValue;
import io.itemql.item.BoolValue;
import io.itemql.item.Item;
import io.itemql.item.NumberValue;
import io.itemql.item.StringValue;
import io.itemql.table.ColumnType;
import io.itemql.table.DeclaredColumn;
import io.itemql.table.KeyAttribute;
import io.itemql.table.KeySchema;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A table of facts about a store. It has a fixed list of columns, the keys' first, and cannot be written. Every engine that
 * has a table of one of the names below gives it these columns; it may have further tables.
 *
 * @param name without its schema
 * @param keys what tells its rows apart
 * @param columns the other columns, in order
 * @param remarks a sentence for people
 */
public record SystemTable(String name, KeySchema keys, List<DeclaredColumn> columns, String remarks) {
    /** The schema of all system tables. */
    public static final String SCHEMA = "system";

    /** The tables of items. */
    public static final SystemTable TABLES = new SystemTable(
            "tables",
            KeySchema.of(text("tableName")),
            List.of(
                    column("partitionKey", ColumnType.VARCHAR),
                    column("partitionKeyType", ColumnType.VARCHAR),
                    column("sortKey", ColumnType.VARCHAR),
                    column("sortKeyType", ColumnType.VARCHAR),
                    column("itemCount", ColumnType.BIGINT),
                    column("itemBytes", ColumnType.BIGINT),
                    column("attributeCount", ColumnType.BIGINT),
                    column("undescribedItems", ColumnType.BIGINT),
                    column("version", ColumnType.BIGINT)),
            "the tables, with how many items they hold");

    /** The views. */
    public static final SystemTable VIEWS = new SystemTable(
            "views",
            KeySchema.of(text("viewName")),
            List.of(column("definition", ColumnType.VARCHAR), column("version", ColumnType.BIGINT)),
            "the views, with what follows the name in their CREATE VIEW");

    /** The attributes of each table. */
    public static final SystemTable ATTRIBUTES = new SystemTable(
            "attributes",
            KeySchema.of(text("tableName"), text("attributeName")),
            List.of(
                    column("role", ColumnType.VARCHAR),
                    column("itemCount", ColumnType.BIGINT),
                    column("coverage", ColumnType.DECIMAL),
                    column("types", ColumnType.VARCHAR),
                    column("wholeNumbers", ColumnType.BIGINT)),
            "the attributes that items have, with the share of the items that has them and the types of their values");

    /** The secondary indexes of each table. */
    public static final SystemTable INDEXES = new SystemTable(
            "indexes",
            KeySchema.of(text("tableName"), text("indexName")),
            List.of(
                    column("kind", ColumnType.VARCHAR),
                    column("partitionKey", ColumnType.VARCHAR),
                    column("sortKey", ColumnType.VARCHAR),
                    column("projection", ColumnType.VARCHAR),
                    column("status", ColumnType.VARCHAR),
                    column("itemsDone", ColumnType.BIGINT),
                    column("itemsTotal", ColumnType.BIGINT),
                    column("entryCount", ColumnType.BIGINT),
                    column("entryBytes", ColumnType.BIGINT)),
            "the secondary indexes, with how far they are built and how many entries they hold");

    /** The partitions of each table. */
    public static final SystemTable PARTITIONS = new SystemTable(
            "partitions",
            KeySchema.of(text("tableName"), number("fromHash")),
            List.of(
                    column("toHash", ColumnType.BIGINT),
                    column("itemCount", ColumnType.BIGINT),
                    column("itemBytes", ColumnType.BIGINT),
                    column("itemsRead", ColumnType.BIGINT),
                    column("itemsWritten", ColumnType.BIGINT)),
            "the hash ranges that items are divided into, with size and heat; what was read and written counts since the"
                    + " store was opened");

    /** Whatever holds a moment of the store: transactions and open views. */
    public static final SystemTable TRANSACTIONS = new SystemTable(
            "transactions",
            KeySchema.of(number("id")),
            List.of(
                    column("kind", ColumnType.VARCHAR),
                    column("opened", ColumnType.TIMESTAMP),
                    column("ageMillis", ColumnType.BIGINT),
                    column("ageMillisMax", ColumnType.BIGINT),
                    column("isolation", ColumnType.VARCHAR),
                    column("writes", ColumnType.BIGINT)),
            "the open transactions and views of the store, with their age; running statements and open results hold a view"
                    + " each, transactions have an isolation and writes that are not committed");

    /** The files of the journal. */
    public static final SystemTable JOURNAL = new SystemTable(
            "journal",
            KeySchema.of(number("fromPosition")),
            List.of(
                    column("toPosition", ColumnType.BIGINT),
                    column("file", ColumnType.VARCHAR),
                    column("recordBytes", ColumnType.BIGINT),
                    column("afterCheckpoint", ColumnType.BOOLEAN)),
            "the segments of the journal, with the positions of the records that they hold; none in memory");

    /** Counters and figures. */
    public static final SystemTable METRICS = new SystemTable(
            "metrics",
            KeySchema.of(text("name")),
            List.of(
                    column("value", ColumnType.DECIMAL),
                    column("unit", ColumnType.VARCHAR),
                    column("remarks", ColumnType.VARCHAR)),
            "what has been counted and measured since the store was opened");

    /** What an opening with {@code recover=true} has saved and lost. */
    public static final SystemTable RECOVERY = new SystemTable(
            "recovery",
            KeySchema.of(number("nr")),
            List.of(
                    column("kind", ColumnType.VARCHAR),
                    column("place", ColumnType.VARCHAR),
                    column("entries", ColumnType.BIGINT),
                    column("remarks", ColumnType.VARCHAR)),
            "what was saved from a damaged store and what was lost, if this opening had to; otherwise empty");

    public SystemTable {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(keys, "keys");
        Objects.requireNonNull(remarks, "remarks");
        columns = List.copyOf(columns);
    }

    /** A row of {@link #METRICS}. */
    public static Item metric(String name, Number value, String unit, String remarks) {
        return METRICS.row(name, value, unit, remarks);
    }

    /** The names of all columns, the keys' first. */
    public List<String> columnNames() {
        List<String> names = new ArrayList<>();
        keys.attributes().forEach(key -> names.add(key.name()));
        columns.forEach(column -> names.add(column.name()));
        return names;
    }

    /**
     * A row of this table.
     *
     * @param values one for each column, the keys' first; texts, numbers, truth values, values of attributes, or {@code
     *     null} for what a row does not have
     */
    public Item row(Object... values) {
        List<String> names = columnNames();
        if (values.length != names.size()) {
            throw new IllegalArgumentException(values.length + " values for the columns " + names);
        }
        Map<String, AttributeValue> attributes = new LinkedHashMap<>();
        for (int i = 0; i < values.length; i++) {
            if (values[i] != null) {
                attributes.put(names.get(i), value(values[i]));
            }
        }
        return Item.ofOwned(attributes);
    }

    private static AttributeValue value(Object value) {
        if (value instanceof AttributeValue given) {
            return given;
        }
        if (value instanceof Boolean truth) {
            return BoolValue.of(truth);
        }
        if (value instanceof BigDecimal number) {
            return NumberValue.of(number);
        }
        if (value instanceof Number number) {
            return NumberValue.of(number.longValue());
        }
        return new StringValue(value.toString());
    }

    private static KeyAttribute text(String name) {
        return new KeyAttribute(name, AttributeType.S);
    }

    private static KeyAttribute number(String name) {
        return new KeyAttribute(name, AttributeType.N);
    }

    private static DeclaredColumn column(String name, ColumnType type) {
        return new DeclaredColumn(name, type);
    }
}
