package io.itemql.jdbc.internal.result;

import io.itemql.item.Value;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Changes of the items of one table by their keys; each is a statement of its own in the transaction of the connection.
 * Columns have the names that the table, or the view that the query names, gives them.
 */
public interface ItemChanges {
    /**
     * The name of a column of the result.
     *
     * @param index from 0
     */
    String name(int index);

    /** False for a column that a view computes. */
    boolean isWritable(int index);

    /** Whether a column is an attribute of the table's key. */
    boolean isKey(int index);

    /** How often the connection has taken changes back so far. */
    long rollbacks();

    /**
     * Sets columns of an item.
     *
     * @return false if there is no such item
     */
    boolean update(Map<String, Value> key, Map<String, Value> columns) throws SQLException;

    /**
     * Deletes an item.
     *
     * @return false if there is no such item
     */
    boolean delete(Map<String, Value> key) throws SQLException;

    /** Inserts an item; one with the same key is an error. */
    void insert(Map<String, Value> columns) throws SQLException;

    /** The given columns of an item as it is now, in their order; empty if there is no such item. */
    Optional<Value[]> read(Map<String, Value> key, List<String> columns) throws SQLException;
}
