package io.itemql.plan;

import io.itemql.item.AttributePath;
import io.itemql.item.AttributeType;
import io.itemql.item.AttributeValue;
import io.itemql.item.BoolValue;
import io.itemql.item.Item;
import io.itemql.item.NullValue;
import io.itemql.item.NumberValue;
import io.itemql.item.StringValue;
import io.itemql.item.Value;
import io.itemql.plan.access.TableRead;
import io.itemql.plan.expression.ArrayRow;
import io.itemql.plan.expression.Evaluation;
import io.itemql.plan.expression.Expression;
import io.itemql.plan.expression.Literal;
import io.itemql.plan.operator.Execution;
import io.itemql.plan.operator.Operator;
import io.itemql.plan.operator.RowCursor;
import io.itemql.plan.operator.SessionOptions;
import io.itemql.plan.operator.Values;
import io.itemql.store.Access;
import io.itemql.store.Cancellation;
import io.itemql.store.ItemCursor;
import io.itemql.store.ItemRead;
import io.itemql.store.ItemStore;
import io.itemql.store.ReadView;
import io.itemql.store.Write;
import io.itemql.store.WriteBatch;
import io.itemql.store.mv.MvItemStore;
import io.itemql.table.KeyAttribute;
import io.itemql.table.KeySchema;
import io.itemql.table.TableDefinition;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A store in memory, and short ways to write items, expressions and rows. */
public final class PlanFixture implements AutoCloseable {
    public static final KeySchema S_KEY = KeySchema.of(new KeyAttribute("pk", AttributeType.S));
    public static final KeySchema S_N_KEY =
            KeySchema.of(new KeyAttribute("pk", AttributeType.S), new KeyAttribute("sk", AttributeType.N));
    public static final KeySchema S_S_KEY =
            KeySchema.of(new KeyAttribute("pk", AttributeType.S), new KeyAttribute("sk", AttributeType.S));

    private static final Instant MOMENT = Instant.parse("2026-11-20T10:15:30Z");

    private final ItemStore store = MvItemStore.inMemory("test");

    public ItemStore store() {
        return store;
    }

    public TableDefinition table(String name, KeySchema keys) {
        return store.createTable(TableDefinition.of(name, keys)).definition();
    }

    public void put(String table, Item item) {
        store.write(WriteBatch.of(new Write.Put(table, item, Optional.empty())))
                .get(0)
                .orThrow();
    }

    /** All items of a table, in the order of a scan. */
    public List<Item> items(String table) {
        List<Item> items = new ArrayList<>();
        try (ReadView view = store.openView();
                ItemCursor cursor = view.open(ItemRead.of(table, Access.Scan.WHOLE))) {
            while (cursor.next()) {
                items.add(cursor.item());
            }
        }
        return items;
    }

    public Execution execution(SessionOptions options, Value... parameters) {
        return new Execution(store, store.openView(), options, evaluation(parameters), Cancellation.NONE);
    }

    public Execution execution(Value... parameters) {
        return execution(SessionOptions.DEFAULT, parameters);
    }

    public static Evaluation evaluation(Value... parameters) {
        return new Evaluation(List.of(parameters), MOMENT, ZoneOffset.UTC);
    }

    public List<ArrayRow> rows(Operator operator, Value... parameters) {
        try (Execution execution = execution(parameters)) {
            return rows(operator, execution);
        }
    }

    public static List<ArrayRow> rows(Operator operator, Execution execution) {
        List<ArrayRow> rows = new ArrayList<>();
        try (RowCursor cursor = operator.open(execution)) {
            while (cursor.next()) {
                rows.add(ArrayRow.copyOf(cursor, operator.width()));
            }
        }
        return rows;
    }

    /** A read whose slots are top-level attributes. */
    public static TableRead read(String table, KeySchema keys, boolean wholeItem, String... attributes) {
        List<AttributePath> slots = new ArrayList<>();
        for (String attribute : attributes) {
            slots.add(AttributePath.of(attribute));
        }
        return TableRead.of(table, keys, slots, wholeItem);
    }

    /** Rows of fixed values. */
    public static Values values(int width, Object... values) {
        List<List<Expression>> rows = new ArrayList<>();
        for (int i = 0; i < values.length; i += width) {
            List<Expression> row = new ArrayList<>();
            for (int column = 0; column < width; column++) {
                row.add(new Literal(value(values[i + column])));
            }
            rows.add(row);
        }
        return new Values(rows, width);
    }

    public static ArrayRow row(Object... values) {
        Value[] row = new Value[values.length];
        for (int i = 0; i < row.length; i++) {
            row[i] = value(values[i]);
        }
        return ArrayRow.ofOwned(row);
    }

    /** A value from Java's; the text {@code MISSING} is MISSING, {@code null} NULL. */
    public static Value value(Object object) {
        if (object == null) {
            return NullValue.NULL;
        }
        if (object instanceof Value value) {
            return value;
        }
        if (object instanceof Boolean truth) {
            return BoolValue.of(truth);
        }
        if (object instanceof Number number) {
            return NumberValue.parse(number.toString());
        }
        return object.equals("MISSING") ? null : new StringValue((String) object);
    }

    /** An item from names and values in turn; MISSING ones are left out. */
    public static Item item(Object... namesAndValues) {
        Map<String, AttributeValue> attributes = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            AttributeValue value = (AttributeValue) value(namesAndValues[i + 1]);
            if (value != null) {
                attributes.put((String) namesAndValues[i], value);
            }
        }
        return Item.of(attributes);
    }

    @Override
    public void close() {
        store.close();
    }
}
