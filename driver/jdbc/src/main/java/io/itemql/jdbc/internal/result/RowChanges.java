package io.itemql.jdbc.internal.result;

import io.itemql.error.ErrorCode;
import io.itemql.jdbc.internal.failure.SqlExceptions;
import io.itemql.jdbc.internal.value.ParameterValues;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.Types;

/** What an updatable result does with its current row and with the row that is to be inserted. */
interface RowChanges extends ResultSet {
    /**
     * What is being changed.
     *
     * @throws SQLException if the result is closed or read-only
     */
    RowEdit edit(String method) throws SQLException;

    /**
     * The current row.
     *
     * @throws SQLException if there is none, or it was deleted
     */
    KeptRows.KeptRow rowToChange() throws SQLException;

    private void set(int column, Object value) throws SQLException {
        RowEdit edit = edit("updateObject");
        if (!edit.isInserting()) {
            rowToChange();
        }
        edit.set(column, ParameterValues.ofAny(value));
    }

    @Override
    default void updateObject(int column, Object value) throws SQLException {
        set(column, value);
    }

    /** The scale rounds a decimal number; a stream is read so far. */
    @Override
    default void updateObject(int column, Object value, int scaleOrLength) throws SQLException {
        edit("updateObject");
        set(column, ParameterValues.ofAny(value, Types.OTHER, scaleOrLength, "column " + column));
    }

    @Override
    default void updateObject(int column, Object value, SQLType type) throws SQLException {
        edit("updateObject");
        set(column, ParameterValues.ofAny(value, codeOf(type), "column " + column));
    }

    @Override
    default void updateObject(int column, Object value, SQLType type, int scaleOrLength) throws SQLException {
        edit("updateObject");
        set(column, ParameterValues.ofAny(value, codeOf(type), scaleOrLength, "column " + column));
    }

    private static int codeOf(SQLType type) {
        Integer code = type == null ? null : type.getVendorTypeNumber();
        return code == null ? Types.OTHER : code;
    }

    @Override
    default void updateRow() throws SQLException {
        edit("updateRow").checkNotInserting("updateRow").update(rowToChange());
    }

    @Override
    default void deleteRow() throws SQLException {
        edit("deleteRow").checkNotInserting("deleteRow").delete(rowToChange());
    }

    /** Reads the row's item anew; if it is gone, the row becomes a hole. */
    @Override
    default void refreshRow() throws SQLException {
        edit("refreshRow").checkNotInserting("refreshRow").refresh(rowToChange());
    }

    @Override
    default void cancelRowUpdates() throws SQLException {
        edit("cancelRowUpdates").checkNotInserting("cancelRowUpdates").drop();
    }

    @Override
    default void moveToInsertRow() throws SQLException {
        edit("moveToInsertRow").beginInsert();
    }

    @Override
    default void moveToCurrentRow() throws SQLException {
        edit("moveToCurrentRow").drop();
    }

    @Override
    default void insertRow() throws SQLException {
        RowEdit edit = edit("insertRow");
        if (!edit.isInserting()) {
            throw SqlExceptions.of(ErrorCode.INVALID_JDBC_ARGUMENT, "insertRow() without moveToInsertRow() before it");
        }
        edit.insert();
    }
}
