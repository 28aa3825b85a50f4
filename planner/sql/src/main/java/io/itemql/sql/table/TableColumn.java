package io.itemql.sql.table;

import io.itemql.item.AttributeType;
import io.itemql.table.ColumnType;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * A column of a table, as tools see it.
 *
 * @param name the attribute, case-sensitive; {@link TableColumns#DOCUMENT} for the whole item
 * @param type one of the types for tools; values of any type may come all the same
 * @param nullable false only for key attributes
 * @param ordinal from 1, in the order of {@link TableColumns#visible()}; 0 for a column that is hidden
 * @param origin why the column is there
 * @param counts how many items have the attribute, by type
 * @param tableItems how many items the table has
 */
public record TableColumn(
        String name,
        ColumnType type,
        boolean nullable,
        int ordinal,
        Origin origin,
        Map<AttributeType, Long> counts,
        long tableItems) {
    /** Why a column is there. */
    public enum Origin {
        PARTITION_KEY,
        SORT_KEY,
        /** Named by CREATE or ALTER TABLE; items need not have it. */
        DECLARED,
        /** At least one item has it. */
        OBSERVED,
        /** The whole item. */
        DOCUMENT
    }

    public TableColumn {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(origin, "origin");
        Map<AttributeType, Long> copy = new EnumMap<>(AttributeType.class);
        copy.putAll(counts);
        counts = Collections.unmodifiableMap(copy);
    }

    /** How many items have the attribute, with whatever type. */
    public long items() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /**
     * The column for people: what it is, in how much of the table it is, and with which types, such as
     * {@code 70% of 1000 items: N 600, S 100}.
     */
    public String remarks() {
        StringBuilder text = new StringBuilder();
        switch (origin) {
            case PARTITION_KEY -> text.append("partition key; ");
            case SORT_KEY -> text.append("sort key; ");
            case DECLARED -> text.append("declared; ");
            case DOCUMENT -> {
                return "the whole item";
            }
            case OBSERVED -> {}
        }
        text.append(coverage()).append("% of ").append(tableItems).append(tableItems == 1 ? " item" : " items");
        String separator = ": ";
        for (Map.Entry<AttributeType, Long> count : counts.entrySet()) {
            text.append(separator).append(count.getKey()).append(' ').append(count.getValue());
            separator = ", ";
        }
        return text.toString();
    }

    /** Whole per cent, but 0 and 100 only where they are exact. */
    private long coverage() {
        long items = items();
        if (tableItems == 0 || items == 0) {
            return 0;
        }
        return items >= tableItems ? 100 : Math.min(99, Math.max(1, Math.round(100.0 * items / tableItems)));
    }
}
