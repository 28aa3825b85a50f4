package io.itemql.jdbc.internal.statement;

import io.itemql.item.Value;
import io.itemql.jdbc.internal.result.ItemChanges;
import io.itemql.plan.ItemRows;
import io.itemql.plan.ResultColumn;
import io.itemql.plan.operator.SessionOptions;
import io.itemql.sql.PreparedSql;
import io.itemql.sql.parse.Identifiers;
import io.itemql.store.TableInfo;
import io.itemql.table.KeyAttribute;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Changes of the items behind the rows of a query, as statements of the session on what the query names: what holds for
 * those holds here, and what a view demands of its rows as well.
 */
final class KeyedChanges implements ItemChanges {
    private final Session session;
    private final ItemRows rows;
    private final String table;
    private final List<String> keyAttributes;

    private KeyedChanges(Session session, ItemRows rows, List<String> keyAttributes) {
        this.session = session;
        this.rows = rows;
        this.table = Identifiers.quoted(rows.named());
        this.keyAttributes = keyAttributes;
    }

    /** Of the items behind the rows of a query; none, with a warning that says why, if a row does not tell its item. */
    static Optional<ItemChanges> of(Session session, PreparedSql query, Warnings warnings) {
        Optional<ItemRows> rows = query.itemRows();
        Optional<TableInfo> table =
                rows.flatMap(found -> session.engine().store().catalogue().table(found.table()));
        if (table.isEmpty()) {
            boolean sql = session.options().dialect() == SessionOptions.Dialect.SQL;
            String why = sql ? "its rows are not the items of one table" : "with dialect=dynamodb all results are";
            return readOnly(why, warnings);
        }
        Optional<String> made = made(rows.get(), query.columns());
        if (made.isPresent()) {
            return readOnly(made.get(), warnings);
        }
        List<String> key = table.get().definition().keys().attributes().stream()
                .map(KeyAttribute::name)
                .toList();
        Set<String> missing = new LinkedHashSet<>(key);
        rows.get().columns().forEach(column -> missing.removeIf(column::is));
        if (!missing.isEmpty()) {
            String attributes = missing.size() == 1 ? "the key attribute %s is" : "the key attributes %s are";
            String why = attributes.formatted(String.join(", ", missing)) + " not among its columns";
            return readOnly(why, warnings);
        }
        return Optional.of(new KeyedChanges(session, rows.get(), key));
    }

    private static Optional<ItemChanges> readOnly(String why, Warnings warnings) {
        warnings.add("The result is read-only: " + why);
        return Optional.empty();
    }

    /** What is wrong with the first column that the query made itself: such a row could not be read again. */
    private static Optional<String> made(ItemRows rows, List<ResultColumn> described) {
        for (int i = 0; i < described.size(); i++) {
            ItemRows.Column column = rows.columns().get(i);
            if (column.name().isEmpty()) {
                String what = column.path().isEmpty() ? "computed" : "a part of an attribute";
                return Optional.of("its column " + described.get(i).label() + " is " + what);
            }
        }
        return Optional.empty();
    }

    @Override
    public String name(int index) {
        return rows.columns().get(index).name().orElseThrow();
    }

    @Override
    public boolean isWritable(int index) {
        return rows.columns().get(index).path().isPresent();
    }

    @Override
    public boolean isKey(int index) {
        return keyAttributes.stream().anyMatch(rows.columns().get(index)::is);
    }

    @Override
    public long rollbacks() {
        return session.transactions().rollbacks();
    }

    @Override
    public boolean update(Map<String, Value> key, Map<String, Value> columns) throws SQLException {
        String assignments = columns.keySet().stream()
                .map(name -> Identifiers.quoted(name) + " = ?")
                .collect(Collectors.joining(", "));
        List<Value> values = new ArrayList<>(columns.values());
        values.addAll(key.values());
        return change("UPDATE " + table + " SET " + assignments + where(key), values) > 0;
    }

    @Override
    public boolean delete(Map<String, Value> key) throws SQLException {
        return change("DELETE FROM " + table + where(key), List.copyOf(key.values())) > 0;
    }

    @Override
    public void insert(Map<String, Value> columns) throws SQLException {
        String names = columns.keySet().stream().map(Identifiers::quoted).collect(Collectors.joining(", ", "(", ")"));
        String places = columns.keySet().stream().map(name -> "?").collect(Collectors.joining(", ", "(", ")"));
        change("INSERT INTO " + table + ' ' + names + " VALUES " + places, List.copyOf(columns.values()));
    }

    @Override
    public Optional<Value[]> read(Map<String, Value> key, List<String> columns) throws SQLException {
        String names = columns.stream().map(Identifiers::quoted).collect(Collectors.joining(", "));
        try (ItemPreparedStatement statement =
                prepared("SELECT " + names + " FROM " + table + where(key), List.copyOf(key.values()))) {
            ResultSet rows = statement.executeQuery();
            if (!rows.next()) {
                return Optional.empty();
            }
            Value[] values = new Value[columns.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = rows.getObject(i + 1, Value.class);
            }
            return Optional.of(values);
        }
    }

    private long change(String sql, List<Value> values) throws SQLException {
        try (ItemPreparedStatement statement = prepared(sql, values)) {
            return statement.executeLargeUpdate();
        }
    }

    private ItemPreparedStatement prepared(String sql, List<Value> values) throws SQLException {
        ItemPreparedStatement statement = new ItemPreparedStatement(session, sql, WantedKeys.NONE);
        statement.setEscapeProcessing(false);
        for (int i = 0; i < values.size(); i++) {
            statement.setValue(i + 1, values.get(i));
        }
        return statement;
    }

    private static String where(Map<String, Value> key) {
        return key.keySet().stream()
                .map(name -> Identifiers.quoted(name) + " = ?")
                .collect(Collectors.joining(" AND ", " WHERE ", ""));
    }
}
