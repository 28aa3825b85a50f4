package io.itemql.jdbc.internal.result;

import io.itemql.error.ErrorCode;
import io.itemql.item.NumberValue;
import io.itemql.item.Value;
import io.itemql.jdbc.internal.failure.SqlExceptions;
import io.itemql.jdbc.internal.value.JdbcType;
import io.itemql.jdbc.internal.value.ParameterValues;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * A list or set as an {@link Array}. Its base type is that of its elements where they have one type, otherwise VARCHAR;
 * {@link #getArray()} gives the elements as Java objects either way.
 */
public final class ItemArray implements Array {
    private final JdbcType base;
    private Object[] elements;

    /** An array around elements that the caller gives away. */
    public ItemArray(JdbcType base, Object[] elements) {
        this.base = base;
        this.elements = elements;
    }

    /** The array of the elements of a list or set, whose base type is found by looking at them. */
    static ItemArray of(Collection<?> elements) {
        JdbcType base = null;
        for (Object element : elements) {
            if (element != null) {
                JdbcType own = typeOf(element);
                base = base == null || base == own ? own : wider(base, own);
            }
        }
        return new ItemArray(base == null ? JdbcType.VARCHAR : base, elements.toArray());
    }

    private static JdbcType typeOf(Object element) {
        if (element instanceof Long) {
            return JdbcType.BIGINT;
        }
        if (element instanceof Number) {
            return JdbcType.DECIMAL;
        }
        if (element instanceof Boolean) {
            return JdbcType.BOOLEAN;
        }
        return element instanceof byte[] ? JdbcType.VARBINARY : JdbcType.VARCHAR;
    }

    private static JdbcType wider(JdbcType one, JdbcType other) {
        return one.isNumeric() && other.isNumeric() ? JdbcType.DECIMAL : JdbcType.VARCHAR;
    }

    @Override
    public String getBaseTypeName() throws SQLException {
        open();
        return base.name();
    }

    @Override
    public int getBaseType() throws SQLException {
        open();
        return base.code();
    }

    @Override
    public Object getArray() throws SQLException {
        return open().clone();
    }

    @Override
    public Object getArray(Map<String, Class<?>> types) throws SQLException {
        return getArray();
    }

    /** Up to {@code count} elements, as JDBC says: fewer at the end, but none behind it. */
    @Override
    public Object getArray(long index, int count) throws SQLException {
        Object[] all = open();
        boolean behindEnd = index > Math.max(1, all.length);
        if (index < 1 || count < 0 || behindEnd) {
            throw SqlExceptions.of(
                    ErrorCode.INVALID_JDBC_ARGUMENT,
                    "Index " + index + " and count " + count + " are out of range; the array has " + all.length
                            + " element(s)");
        }
        return Arrays.copyOfRange(all, (int) index - 1, (int) Math.min(all.length, index - 1 + count));
    }

    @Override
    public Object getArray(long index, int count, Map<String, Class<?>> types) throws SQLException {
        return getArray(index, count);
    }

    @Override
    public ResultSet getResultSet() throws SQLException {
        return getResultSet(1, open().length);
    }

    @Override
    public ResultSet getResultSet(Map<String, Class<?>> types) throws SQLException {
        return getResultSet();
    }

    @Override
    public ResultSet getResultSet(long index, int count) throws SQLException {
        Object[] slice = (Object[]) getArray(index, count);
        List<Value[]> rows = new ArrayList<>();
        for (int i = 0; i < slice.length; i++) {
            rows.add(new Value[] {NumberValue.of(index + i), ParameterValues.of(slice[i])});
        }
        ColumnSet columns = new ColumnSet(List.of(
                ColumnDescription.made("INDEX", JdbcType.BIGINT, false), ColumnDescription.made("VALUE", base, true)));
        return ItemResultSet.made(columns, rows);
    }

    @Override
    public ResultSet getResultSet(long index, int count, Map<String, Class<?>> types) throws SQLException {
        return getResultSet(index, count);
    }

    @Override
    public void free() {
        elements = null;
    }

    /** The elements, for people who print the object that {@code getArray} of a result gives. */
    @Override
    public String toString() {
        return elements == null ? "freed" : Arrays.deepToString(elements);
    }

    private Object[] open() throws SQLException {
        if (elements == null) {
            throw SqlExceptions.of(ErrorCode.INVALID_JDBC_ARGUMENT, "The object was freed");
        }
        return elements;
    }
}
