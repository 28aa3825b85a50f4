package io.itemql.tck.tpch;

import io.trino.tpch.TpchColumn;
import io.trino.tpch.TpchEntity;
import io.trino.tpch.TpchTable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The eight tables, as a user would make them: keys and dates are declared, nothing else. */
final class TpchTables {
    private static final int BATCH = 1000;
    private static final Map<TpchTable<?>, List<String>> KEYS = Map.of(
            TpchTable.CUSTOMER, List.of("c_custkey"),
            TpchTable.ORDERS, List.of("o_orderkey"),
            TpchTable.LINE_ITEM, List.of("l_orderkey", "l_linenumber"),
            TpchTable.PART, List.of("p_partkey"),
            TpchTable.PART_SUPPLIER, List.of("ps_partkey", "ps_suppkey"),
            TpchTable.SUPPLIER, List.of("s_suppkey"),
            TpchTable.NATION, List.of("n_nationkey"),
            TpchTable.REGION, List.of("r_regionkey"));

    private TpchTables() {}

    /** Makes and fills all tables. */
    static void load(Connection connection, double scale) throws SQLException {
        for (TpchTable<?> table : TpchTable.getTables()) {
            load(connection, table, scale);
        }
    }

    private static <E extends TpchEntity> void load(Connection connection, TpchTable<E> table, double scale)
            throws SQLException {
        List<String> keys = KEYS.get(table);
        String name = name(table);
        String columns = table.getColumns().stream()
                .filter(column -> keys.contains(column.getColumnName()) || isDate(column))
                .map(column -> column.getColumnName() + (isDate(column) ? " DATE" : " NUMERIC"))
                .collect(Collectors.joining(", "));
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "CREATE TABLE " + name + " (" + columns + ", PRIMARY KEY (" + String.join(", ", keys) + "))");
        }
        String names =
                table.getColumns().stream().map(TpchColumn::getColumnName).collect(Collectors.joining(", "));
        String marks = table.getColumns().stream().map(column -> "?").collect(Collectors.joining(", "));
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO " + name + " (" + names + ") VALUES (" + marks + ")")) {
            int rows = 0;
            for (E row : table.createGenerator(scale, 1, 1)) {
                for (int i = 0; i < table.getColumns().size(); i++) {
                    bind(insert, i + 1, table.getColumns().get(i), row);
                }
                insert.addBatch();
                if (++rows % BATCH == 0) {
                    insert.executeBatch();
                }
            }
            insert.executeBatch();
        }
    }

    private static String name(TpchTable<?> table) {
        return table.getTableName();
    }

    private static boolean isDate(TpchColumn<?> column) {
        return switch (column.getType().getBase()) {
            case DATE -> true;
            case INTEGER, IDENTIFIER, DOUBLE, VARCHAR -> false;
        };
    }

    private static <E extends TpchEntity> void bind(PreparedStatement insert, int index, TpchColumn<E> column, E row)
            throws SQLException {
        switch (column.getType().getBase()) {
            case IDENTIFIER -> insert.setLong(index, column.getIdentifier(row));
            case INTEGER -> insert.setInt(index, column.getInteger(row));
            case DATE -> insert.setObject(index, LocalDate.ofEpochDay(column.getDate(row)));
            case VARCHAR -> insert.setString(index, column.getString(row));
            // Hundredths, which the generator divides by 100.
            case DOUBLE ->
                insert.setBigDecimal(
                        index, BigDecimal.valueOf(column.getDouble(row)).setScale(2, RoundingMode.HALF_EVEN));
        }
    }
}
