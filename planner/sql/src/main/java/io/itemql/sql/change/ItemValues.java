package io.itemql.sql.change;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.ListValue;
import io.itemql.item.MapValue;
import io.itemql.item.StringValue;
import io.itemql.item.Value;
import io.itemql.plan.expression.ArrayRow;
import io.itemql.plan.expression.Expression;
import io.itemql.plan.operator.Execution;
import io.itemql.plan.operator.NoInput;
import io.itemql.plan.operator.RowCursor;
import io.itemql.plan.operator.RowsCursor;
import io.itemql.plan.value.JsonDocument;
import io.itemql.plan.value.ValueText;
import java.util.ArrayList;
import java.util.List;

/**
 * The items of {@code INSERT … VALUE}: rows of one column, each a map. A value that is a text is read as JSON; a list
 * gives its elements.
 *
 * @param items expressions that read no columns
 */
record ItemValues(List<Expression> items) implements NoInput {
    ItemValues {
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

    private static void add(Value value, List<ArrayRow> rows) {
        if (value instanceof MapValue) {
            rows.add(ArrayRow.ofOwned(value));
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

    private static void addElement(Value element, List<ArrayRow> rows) {
        if (!(element instanceof MapValue)) {
            throw noItem(element);
        }
        rows.add(ArrayRow.ofOwned(element));
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
