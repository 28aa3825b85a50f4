package io.itemql.jdbc.internal.result;

import io.itemql.error.ErrorCode;
import io.itemql.jdbc.internal.failure.SqlExceptions;
import io.itemql.plan.ResultColumn;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The columns of a result, with the search by label. Immutable, shared by all results of a prepared statement. */
public final class ColumnSet {
    private final List<ColumnDescription> columns;
    /** Lower-case labels to indexes from 1; made when a label was not found as it was written. */
    private volatile Map<String, Integer> indexes;

    /** The given columns. */
    public ColumnSet(List<ColumnDescription> columns) {
        this.columns = List.copyOf(columns);
    }

    /** The columns of a plan. */
    public static ColumnSet of(List<ResultColumn> columns) {
        List<ColumnDescription> descriptions = new ArrayList<>(columns.size());
        for (ResultColumn column : columns) {
            descriptions.add(ColumnDescription.of(column));
        }
        return new ColumnSet(descriptions);
    }

    /** How many columns there are. */
    public int size() {
        return columns.size();
    }

    /** All columns, in order. */
    public List<ColumnDescription> all() {
        return columns;
    }

    /**
     * A column by its index.
     *
     * @param index from 1
     * @throws SQLException with {@link ErrorCode#INVALID_COLUMN_INDEX}
     */
    public ColumnDescription get(int index) throws SQLException {
        if (index < 1 || index > columns.size()) {
            throw SqlExceptions.of(ErrorCode.INVALID_COLUMN_INDEX, index, columns.size());
        }
        return columns.get(index - 1);
    }

    /**
     * The index, from 1, of the first column with a label; as it is written, otherwise without regard to case.
     *
     * @throws SQLException with {@link ErrorCode#UNKNOWN_COLUMN_LABEL}
     */
    int find(String label) throws SQLException {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).label().equals(label)) {
                return i + 1;
            }
        }
        Integer index = label == null ? null : lowerCaseIndexes().get(label.toLowerCase(Locale.ROOT));
        if (index == null) {
            String known = columns.stream().map(ColumnDescription::label).collect(Collectors.joining(", "));
            throw SqlExceptions.of(ErrorCode.UNKNOWN_COLUMN_LABEL, label, known);
        }
        return index;
    }

    private Map<String, Integer> lowerCaseIndexes() {
        Map<String, Integer> known = indexes;
        if (known == null) {
            known = new HashMap<>();
            for (int i = 0; i < columns.size(); i++) {
                known.putIfAbsent(columns.get(i).label().toLowerCase(Locale.ROOT), i + 1);
            }
            indexes = known;
        }
        return known;
    }
}
