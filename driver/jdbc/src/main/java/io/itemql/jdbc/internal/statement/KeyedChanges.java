package io.itemql.jdbc.internal.statement;

import io.itemql.item.Value;
import io.itemql.jdbc.internal.result.ItemChanges;
import io.itemql.plan.ItemRows;
import io.itemql.sql.parse.Identifiers;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    KeyedChanges(Session session, ItemRows rows, List<String> keyAttributes) {
        this.session = session;
        this.rows = rows;
        this.table = Identifiers.quoted(rows.named());
        this.keyAttributes = keyAttributes;
    }

    @Override
    public String name(int index) {
        return rows.columns().get(index).name();
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
    public boolean update(Map<String, Value> key, Map<String, Value> attributes) throws SQLException {
        String assignments = attributes.keySet().stream()
                .map(name -> Identifiers.quoted(name) + " = ?")
                .collect(Collectors.joining(", "));
        List<Value> values = new ArrayList<>(attributes.values());
        values.addAll(key.values());
        return change("UPDATE " + table + " SET " + assignments + where(key), values) > 0;
    }

    @Override
    public boolean delete(Map<String, Value> key) throws SQLException {
        return change("DELETE FROM " + table + where(key), List.copyOf(key.values())) > 0;
    }

    @Override
    public void insert(Map<String, Value> attributes) throws SQLException {
        String names =
                attributes.keySet().stream().map(Identifiers::quoted).collect(Collectors.joining(", ", "(", ")"));
        String places = attributes.keySet().stream().map(name -> "?").collect(Collectors.joining(", ", "(", ")"));
        change("INSERT INTO " + table + ' ' + names + " VALUES " + places, List.copyOf(attributes.values()));
    }

    @Override
    public Optional<Value[]> read(Map<String, Value> key, List<String> attributes) throws SQLException {
        String names = attributes.stream().map(Identifiers::quoted).collect(Collectors.joining(", "));
        try (ItemPreparedStatement statement =
                prepared("SELECT " + names + " FROM " + table + where(key), List.copyOf(key.values()))) {
            ResultSet rows = statement.executeQuery();
            if (!rows.next()) {
                return Optional.empty();
            }
            Value[] values = new Value[attributes.size()];
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
