package io.itemql.jdbc.internal.result;

import io.itemql.error.ErrorCode;
import io.itemql.item.Value;
import io.itemql.jdbc.internal.failure.SqlExceptions;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was set in the current row, or in the row that is to be inserted, and not written yet. Rows find their items by
 * the key, which is why it must be among the columns.
 */
final class RowEdit {
    private final ColumnSet columns;
    private final ItemChanges changes;
    private final Value[] set;
    private boolean inserting;

    /** An edit of nothing. */
    RowEdit(ColumnSet columns, ItemChanges changes) {
        this.columns = columns;
        this.changes = changes;
        this.set = new Value[columns.size()];
    }

    boolean isInserting() {
        return inserting;
    }

    RowEdit checkNotInserting(String method) throws SQLException {
        if (inserting) {
            throw SqlExceptions.of(
                    ErrorCode.INVALID_JDBC_ARGUMENT, method + "() on the row that is to be inserted; use insertRow()");
        }
        return this;
    }

    /** Sets a column, from 1. */
    void set(int column, Value value) throws SQLException {
        String label = columns.get(column).label();
        if (!changes.isWritable(column - 1)) {
            throw SqlExceptions.of(
                    ErrorCode.UNSUPPORTED, "Changing column " + label, ": it is computed, and no attribute of an item");
        }
        set[column - 1] = value;
    }

    boolean isChanged(int index) {
        return set[index] != null;
    }

    Value changed(int index) {
        return set[index];
    }

    /** What the row that is to be inserted has; {@code null} where nothing was set. */
    Value inserted(int index) {
        return set[index];
    }

    /** Forgets what was set, and leaves the row that is to be inserted. */
    void drop() {
        Arrays.fill(set, null);
        inserting = false;
    }

    void beginInsert() {
        drop();
        inserting = true;
    }

    void insert() throws SQLException {
        changes.insert(assigned());
        Arrays.fill(set, null);
    }

    /** What was set, by name. */
    private Map<String, Value> assigned() throws SQLException {
        Map<String, Value> assigned = new LinkedHashMap<>();
        for (int i = 0; i < set.length; i++) {
            if (set[i] != null) {
                Value earlier = assigned.put(changes.name(i), set[i]);
                if (earlier != null && !earlier.equals(set[i])) {
                    throw SqlExceptions.of(
                            ErrorCode.DUPLICATE_NAME, "Column " + changes.name(i), ", with two different values");
                }
            }
        }
        return assigned;
    }

    /** Another item may have the key that a rollback took from this row. */
    private Map<String, Value> keyOf(KeptRows.KeptRow row) throws SQLException {
        if (!row.knowsItsKey(changes.rollbacks())) {
            throw SqlExceptions.of(ErrorCode.ROW_UNCERTAIN);
        }
        Map<String, Value> key = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            if (changes.isKey(i)) {
                key.put(changes.name(i), row.get(i));
            }
        }
        return key;
    }

    /** Writes what was set; nothing set is nothing to write. */
    void update(KeptRows.KeptRow row) throws SQLException {
        Map<String, Value> assigned = assigned();
        if (assigned.isEmpty()) {
            return;
        }
        if (!changes.update(keyOf(row), assigned)) {
            row.delete();
            throw SqlExceptions.of(ErrorCode.ROW_DELETED);
        }
        Value[] values = row.copy();
        boolean moved = false;
        boolean computes = false;
        for (int i = 0; i < values.length; i++) {
            Value changed = assigned.get(changes.name(i));
            values[i] = changed == null ? values[i] : changed;
            moved |= changed != null && changes.isKey(i);
            computes |= !changes.isWritable(i);
        }
        row.update(values);
        if (moved) {
            row.move(changes.rollbacks());
        }
        drop();
        if (computes) {
            refresh(row);
        }
    }

    void delete(KeptRows.KeptRow row) throws SQLException {
        boolean found = changes.delete(keyOf(row));
        row.delete();
        drop();
        if (!found) {
            throw SqlExceptions.of(ErrorCode.ROW_DELETED);
        }
    }

    void refresh(KeptRows.KeptRow row) throws SQLException {
        drop();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            names.add(changes.name(i));
        }
        Optional<Value[]> current = changes.read(keyOf(row), names);
        if (current.isPresent()) {
            row.refresh(current.get());
        } else {
            row.delete();
        }
    }
}
