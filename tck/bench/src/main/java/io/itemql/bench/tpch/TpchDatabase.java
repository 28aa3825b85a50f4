package io.itemql.bench.tpch;

import io.trino.tpch.TpchColumn;
import io.trino.tpch.TpchEntity;
import io.trino.tpch.TpchTable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Connection;
import java.sql.Date;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The eight tables in one engine, in memory. Used by one thread. */
final class TpchDatabase implements AutoCloseable {
    /** Without its memory of the last result, and with a column named VALUE. */
    private static final String H2 = "jdbc:h2:mem:tpch;OPTIMIZE_REUSE_RESULTS=FALSE;NON_KEYWORDS=VALUE";

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

    /** The foreign keys that no primary key begins with. */
    private static final List<String> FOREIGN_KEYS = List.of(
            "lineitem (l_partkey, l_suppkey)",
            "lineitem (l_suppkey)",
            "orders (o_custkey)",
            "partsupp (ps_suppkey)",
            "customer (c_nationkey)",
            "supplier (s_nationkey)",
            "nation (n_regionkey)");

    private final Connection connection;

    private TpchDatabase(Connection connection) {
        this.connection = connection;
    }

    /** Keys and dates are declared, no other columns; an index for each foreign key. */
    static TpchDatabase itemQl(double scale) throws SQLException {
        TpchDatabase database = new TpchDatabase(DriverManager.getConnection("jdbc:itemql:mem:"));
        for (TpchTable<?> table : TpchTable.getTables()) {
            database.load(table, scale, false);
        }
        // An index of items has those alone that have all its attributes, so one over two finds less than one over the
        // first.
        database.index(FOREIGN_KEYS.stream()
                .map(key -> key.replaceFirst(", .*\\)", ")"))
                .toList());
        return database;
    }

    /** As good as H2 gets it: every column typed, an index for each foreign key, statistics. */
    static TpchDatabase h2(double scale) throws SQLException {
        TpchDatabase database = new TpchDatabase(DriverManager.getConnection(H2));
        for (TpchTable<?> table : TpchTable.getTables()) {
            database.load(table, scale, true);
        }
        database.index(FOREIGN_KEYS);
        try (Statement statement = database.connection.createStatement()) {
            statement.execute("ANALYZE SAMPLE_SIZE 0");
        }
        return database;
    }

    private void index(List<String> keys) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (int i = 0; i < keys.size(); i++) {
                statement.execute("CREATE INDEX fk" + i + " ON " + keys.get(i));
            }
        }
    }

    private <E extends TpchEntity> void load(TpchTable<E> table, double scale, boolean typed) throws SQLException {
        List<TpchColumn<E>> columns = table.getColumns();
        String declared = columns.stream()
                .filter(column -> typed || isDeclared(table, column))
                .map(column -> column.getColumnName() + " " + type(column))
                .collect(Collectors.joining(", "));
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE " + table.getTableName() + " (" + declared + ", PRIMARY KEY ("
                    + String.join(", ", KEYS.get(table)) + "))");
        }
        String names = columns.stream().map(TpchColumn::getColumnName).collect(Collectors.joining(", "));
        String marks = columns.stream().map(column -> "?").collect(Collectors.joining(", "));
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO " + table.getTableName() + " (" + names + ") VALUES (" + marks + ")")) {
            int rows = 0;
            for (E row : table.createGenerator(scale, 1, 1)) {
                for (int i = 0; i < columns.size(); i++) {
                    bind(insert, i + 1, columns.get(i), row);
                }
                insert.addBatch();
                if (++rows % BATCH == 0) {
                    insert.executeBatch();
                }
            }
            insert.executeBatch();
        }
    }

    private static boolean isDeclared(TpchTable<?> table, TpchColumn<?> column) {
        return KEYS.get(table).contains(column.getColumnName()) || type(column).equals("DATE");
    }

    private static String type(TpchColumn<?> column) {
        return switch (column.getType().getBase()) {
            case IDENTIFIER -> "BIGINT";
            case INTEGER -> "INTEGER";
            case DATE -> "DATE";
            case DOUBLE -> "DECIMAL(15, 2)";
            case VARCHAR -> "VARCHAR(200)";
        };
    }

    private static <E extends TpchEntity> void bind(PreparedStatement insert, int index, TpchColumn<E> column, E row)
            throws SQLException {
        switch (column.getType().getBase()) {
            case IDENTIFIER -> insert.setLong(index, column.getIdentifier(row));
            case INTEGER -> insert.setInt(index, column.getInteger(row));
            case DATE -> insert.setDate(index, Date.valueOf(LocalDate.ofEpochDay(column.getDate(row))));
            case VARCHAR -> insert.setString(index, column.getString(row));
            // Hundredths, which the generator divides by 100.
            case DOUBLE ->
                insert.setBigDecimal(
                        index, BigDecimal.valueOf(column.getDouble(row)).setScale(2, RoundingMode.HALF_EVEN));
        }
    }

    /** Runs a query and gives its rows, numbers without trailing zeros. */
    List<String> run(String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            List<String> rows = new ArrayList<>();
            int width = result.getMetaData().getColumnCount();
            while (result.next()) {
                StringBuilder row = new StringBuilder();
                for (int i = 1; i <= width; i++) {
                    Object value = result.getObject(i);
                    row.append(value instanceof Number ? plain(new BigDecimal(value.toString())) : value)
                            .append('|');
                }
                rows.add(row.toString());
            }
            return rows;
        }
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    /** Plans a query without running it. */
    void prepare(String query) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            // A driver may put the work off until somebody asks for the columns.
            statement.getMetaData();
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
