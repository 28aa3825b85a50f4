package io.itemql.sql.change;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.AttributeValue;
import io.itemql.item.ListValue;
import io.itemql.item.MapValue;
import io.itemql.item.StringValue;
import io.itemql.item.Value;
import io.itemql.plan.expression.ArrayRow;
import io.itemql.plan.expression.Expression;
import io.itemql.plan.expression.KeyConversion;
import io.itemql.plan.operator.Execution;
import io.itemql.plan.operator.NoInput;
import io.itemql.plan.operator.RowCursor;
import io.itemql.plan.operator.RowsCursor;
import io.itemql.plan.value.JsonDocument;
import io.itemql.plan.value.ValueText;
import io.itemql.table.KeyAttribute;
import io.itemql.table.KeySchema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The items of {@code INSERT … VALUE}: rows of one column, each a map. A value that is a text is read as JSON; a list
 * gives its elements. Keys are converted as {@link KeyConversion} says, however the item arrives.
 *
 * @param items expressions that read no columns
 */
record ItemValues(List<Expression> items, KeySchema keys) implements NoInput {
    ItemValues {
        Objects.requireNonNull(keys, "keys");
        items = List.copyOf(items);
    }

    @Override
    public RowCursor open(Execution execution) {
        List<ArrayRow> rows = new ArrayList<>(items.size());
        for (Expression item : items) {
            add(item.evaluate(ArrayRow.EMPTY, execution.evaluation()), rows);
        }
        return RowsCursor.of(rows);
    }

    private void add(Value value, List<ArrayRow> rows) {
        if (value instanceof MapValue item) {
            rows.add(ArrayRow.ofOwned(withKeys(item)));
        } else if (value instanceof ListValue list) {
            list.elements().forEach(element -> addElement(element, rows));
        } else if (value instanceof StringValue text) {
            Value parsed = JsonDocument.parse(text.value());
            if (parsed instanceof ListValue list) {
                list.elements().forEach(element -> addElement(element, rows));
            } else {
                addElement(parsed, rows);
            }
        } else {
            throw noItem(value);
        }
    }

    private void addElement(Value element, List<ArrayRow> rows) {
        if (!(element instanceof MapValue item)) {
            throw noItem(element);
        }
        rows.add(ArrayRow.ofOwned(withKeys(item)));
    }

    private MapValue withKeys(MapValue item) {
        Map<String, AttributeValue> converted = null;
        for (KeyAttribute key : keys.attributes()) {
            AttributeValue given = item.entries().get(key.name());
            if (given != null
                    && KeyConversion.of(given, key.type()) instanceof AttributeValue fitting
                    && fitting != given) {
                converted = converted == null ? new LinkedHashMap<>(item.entries()) : converted;
                converted.put(key.name(), fitting);
            }
        }
        return converted == null ? item : new MapValue(converted);
    }

    private static ItemException noItem(Value value) {
        String seen = value == null ? "MISSING" : value.isNull() ? "NULL" : ValueText.of(value);
        return new ItemException(
                ErrorCode.TYPE_MISMATCH,
                "An item is written from a tuple such as {'id': 1}, a map or a JSON object, not from " + seen);
    }

    @Override
    public int width() {
        return 1;
    }

    @Override
    public boolean isWrittenOut() {
        return true;
    }

    @Override
    public String describe() {
        return items.size() == 1 ? "VALUE" : "VALUE " + items.size() + " items";
    }
}
