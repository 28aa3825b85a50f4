package io.itemql.sql.dynamodb.statement;

import io.itemql.condition.Condition;
import io.itemql.condition.Update;
import io.itemql.item.Item;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** A statement whose every part has been understood, with its parameters, but not yet held against a table. */
public sealed interface CheckedStatement {
    /** The table that it reads or changes. */
    String table();

    /** True for what only reads. */
    default boolean isRead() {
        return this instanceof Select;
    }

    /**
     * A query.
     *
     * @param index the index it reads; empty for the table itself
     * @param outputs what it gives of each item; empty for everything
     * @param orders the keys of ORDER BY
     */
    record Select(
            String table,
            Optional<String> index,
            List<Output> outputs,
            Optional<Condition> where,
            List<OrderKey> orders)
            implements CheckedStatement {
        public Select {
            Objects.requireNonNull(table, "table");
            outputs = List.copyOf(outputs);
            orders = List.copyOf(orders);
        }
    }

    /** A key of ORDER BY. */
    record OrderKey(String attribute, boolean descending) {}

    /** {@code EXISTS(SELECT …)}. */
    record Exists(Select query) implements CheckedStatement {
        @Override
        public String table() {
            return query.table();
        }
    }

    /** An INSERT of one item. */
    record Insert(String table, Item item) implements CheckedStatement {}

    /** An UPDATE of one item. */
    record Change(String table, Update update, Optional<Condition> where, Returned returned)
            implements CheckedStatement {}

    /** A DELETE of one item. */
    record Delete(String table, Optional<Condition> where, Returned returned) implements CheckedStatement {}

    /** What a change gives back. */
    enum Returned {
        NOTHING,
        ALL_OLD,
        ALL_NEW,
        MODIFIED_OLD,
        MODIFIED_NEW
    }
}
