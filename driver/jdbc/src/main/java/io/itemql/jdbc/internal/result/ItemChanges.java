package io.itemql.jdbc.internal.result;

import io.itemql.item.Value;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Changes of the items of one table by their keys; each is a statement of its own in the transaction of the connection.
 */
public interface ItemChanges {
    /** The attributes of the table's key. */
    List<String> keyAttributes();

    /** How often the connection has taken changes back so far. */
    long rollbacks();

    /**
     * Sets attributes of an item.
     *
     * @return false if there is no such item
     */
    boolean update(Map<String, Value> key, Map<String, Value> attributes) throws SQLException;

    /**
     * Deletes an item.
     *
     * @return false if there is no such item
     */
    boolean delete(Map<String, Value> key) throws SQLException;

    /** Inserts an item; one with the same key is an error. */
    void insert(Map<String, Value> attributes) throws SQLException;

    /** The given attributes of an item as it is now, in their order; empty if there is no such item. */
    Optional<Value[]> read(Map<String, Value> key, List<String> attributes) throws SQLException;
}
