package io.itemql.sql.general;

import io.itemql.item.AttributeType;
import io.itemql.item.AttributeValue;
import io.itemql.item.BinaryValue;
import io.itemql.item.BoolValue;
import io.itemql.item.Item;
import io.itemql.item.ListValue;
import io.itemql.item.MapValue;
import io.itemql.item.NullValue;
import io.itemql.item.NumberSetValue;
import io.itemql.item.NumberValue;
import io.itemql.item.StringSetValue;
import io.itemql.item.StringValue;
import io.itemql.item.Value;
import io.itemql.plan.expression.Evaluation;
import io.itemql.plan.operator.Execution;
import io.itemql.plan.operator.RowCursor;
import io.itemql.plan.operator.SessionOptions;
import io.itemql.sql.parse.StatementParser;
import io.itemql.sql.table.StatementTables;
import io.itemql.store.Cancellation;
import io.itemql.store.ItemStore;
import io.itemql.store.ItemStoreProvider;
import io.itemql.store.StoreAddress;
import io.itemql.store.Write;
import io.itemql.store.WriteBatch;
import io.itemql.table.KeyAttribute;
import io.itemql.table.KeySchema;
import io.itemql.table.TableDefinition;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;

/** A store in memory with small tables of mixed types, and statements run against it. */
final class Fixture implements AutoCloseable {
    static final Instant MOMENT = Instant.parse("2026-01-02T03:04:05Z");

    private final ItemStore store;
    private final GeneralPlanner planner = new GeneralPlanner();

    Fixture() {
        ItemStoreProvider provider = ServiceLoader.load(ItemStoreProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(candidate -> candidate.schemes().contains("mem"))
                .findFirst()
                .orElseThrow();
        store = provider.open(new StoreAddress("mem", "general"), Map.of());
    }

    ItemStore store() {
        return store;
    }

    Fixture table(String name, String partition, AttributeType type) {
        store.createTable(TableDefinition.of(name, KeySchema.of(new KeyAttribute(partition, type))));
        return this;
    }

    Fixture table(String name, String partition, AttributeType type, String sort, AttributeType sortType) {
        store.createTable(TableDefinition.of(
                name, KeySchema.of(new KeyAttribute(partition, type), new KeyAttribute(sort, sortType))));
        return this;
    }

    /** Puts an item; names and values in turn. */
    Fixture put(String table, Object... attributes) {
        Write put = new Write.Put(table, Item.of(entries(attributes)), Optional.empty());
        store.write(WriteBatch.of(put)).forEach(outcome -> outcome.orThrow());
        return this;
    }

    static Map<String, AttributeValue> entries(Object... attributes) {
        Map<String, AttributeValue> entries = new LinkedHashMap<>();
        for (int i = 0; i < attributes.length; i += 2) {
            entries.put((String) attributes[i], value(attributes[i + 1]));
        }
        return entries;
    }

    static MapValue map(Object... attributes) {
        return new MapValue(entries(attributes));
    }

    static ListValue list(Object... elements) {
        return new ListValue(Arrays.stream(elements).map(Fixture::value).toList());
    }

    static AttributeValue value(Object object) {
        if (object == null) {
            return NullValue.NULL;
        }
        if (object instanceof AttributeValue value) {
            return value;
        }
        if (object instanceof Integer || object instanceof Long) {
            return NumberValue.of(((Number) object).longValue());
        }
        if (object instanceof BigDecimal number) {
            return NumberValue.of(number);
        }
        if (object instanceof Boolean truth) {
            return BoolValue.of(truth);
        }
        if (object instanceof byte[] bytes) {
            return BinaryValue.ofOwned(bytes);
        }
        if (object instanceof Set<?> set) {
            return set.iterator().next() instanceof String
                    ? StringSetValue.of(set.stream()
                            .map(member -> new StringValue((String) member))
                            .toList())
                    : NumberSetValue.of(set.stream()
                            .map(member -> NumberValue.of(((Number) member).longValue()))
                            .toList());
        }
        return new StringValue((String) object);
    }

    PlannedQuery plan(String sql, SessionOptions options, List<String> warnings) {
        StatementTables tables = new StatementTables(store, options);
        PlannedQuery planned = planner.plan(StatementParser.parse(sql), tables);
        warnings.addAll(tables.warnings());
        return planned;
    }

    /** The rows of a statement, each as text: values joined by {@code |}. */
    List<String> rows(String sql, Object... parameters) {
        return rows(sql, SessionOptions.DEFAULT, parameters);
    }

    List<String> rows(String sql, SessionOptions options, Object... parameters) {
        PlannedQuery planned = plan(sql, options, new ArrayList<>());
        List<Value> values =
                Arrays.stream(parameters).<Value>map(Fixture::value).toList();
        Evaluation evaluation = new Evaluation(values, MOMENT, ZoneOffset.UTC);
        List<String> rows = new ArrayList<>();
        try (Execution execution = new Execution(store, store.openView(), options, evaluation, Cancellation.create());
                RowCursor cursor = planned.operator().open(execution)) {
            while (cursor.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 0; i < planned.columns().size(); i++) {
                    row.add(text(cursor.get(i)));
                }
                rows.add(String.join("|", row));
            }
        }
        return rows;
    }

    private static String text(Value value) {
        if (value == null) {
            return "MISSING";
        }
        return value instanceof StringValue text ? text.value() : value.isNull() ? "NULL" : value.toString();
    }

    @Override
    public void close() {
        store.close();
    }
}
