package io.itemql.plan.function;

import io.itemql.item.AttributeValue;
import io.itemql.item.BoolValue;
import io.itemql.item.ListValue;
import io.itemql.item.MapValue;
import io.itemql.item.NullValue;
import io.itemql.item.NumberValue;
import io.itemql.item.StringValue;
import io.itemql.item.Value;
import io.itemql.plan.expression.Function;
import io.itemql.plan.value.Elements;
import io.itemql.plan.value.ValueText;
import io.itemql.table.ColumnType;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Functions of lists, and of sets, which they take for the list of their members in ascending order; NULL for anything
 * else. Positions count from 1, as in SQL's arrays; only paths count from 0.
 */
final class ListFunctions {
    private ListFunctions() {}

    static List<Function> all() {
        return List.of(
                Function.strict("CARDINALITY", 1, 1, ColumnType.BIGINT, (a, e) -> cardinality(a[0])),
                Function.strict("ARRAY_LENGTH", 1, 2, ColumnType.BIGINT, (a, e) -> cardinality(a[0])),
                Function.lenient("ARRAY_APPEND", 2, 2, ColumnType.VARCHAR, (a, e) -> added(a[0], a[1], true)),
                Function.lenient("ARRAY_PREPEND", 2, 2, ColumnType.VARCHAR, (a, e) -> added(a[1], a[0], false)),
                Function.strict("ARRAY_CAT", 2, 2, ColumnType.VARCHAR, (a, e) -> joined(a[0], a[1])),
                Function.strict("ARRAY_CONTAINS", 2, 2, ColumnType.BOOLEAN, (a, e) -> Elements.of(a[0])
                        .map(all -> (Value) BoolValue.of(all.contains(ValueText.storable(a[1]))))
                        .orElse(NullValue.NULL)),
                Function.strict("ARRAY_POSITION", 2, 2, ColumnType.BIGINT, (a, e) -> position(a[0], a[1])),
                Function.strict("ARRAY_REMOVE", 2, 2, ColumnType.VARCHAR, (a, e) -> removed(a[0], a[1])),
                Function.strict("ARRAY_DISTINCT", 1, 1, ColumnType.VARCHAR, (a, e) -> Elements.of(a[0])
                        .map(all -> (Value) new ListValue(new ArrayList<>(new LinkedHashSet<>(all))))
                        .orElse(NullValue.NULL)),
                Function.strict("ARRAY_TO_STRING", 2, 3, ColumnType.VARCHAR, (a, e) -> text(a)),
                Function.strict("STRING_TO_ARRAY", 2, 2, ColumnType.VARCHAR, (a, e) -> split(a[0], a[1])),
                Function.strict("MAP_KEYS", 1, 1, ColumnType.VARCHAR, (a, e) -> names(a[0])),
                Function.strict("MAP_VALUES", 1, 1, ColumnType.VARCHAR, (a, e) -> values(a[0])));
    }

    private static Value cardinality(Value value) {
        if (value instanceof MapValue map) {
            return NumberValue.of(map.entries().size());
        }
        return Elements.of(value).map(all -> (Value) NumberValue.of(all.size())).orElse(NullValue.NULL);
    }

    private static Value added(Value list, Value element, boolean behind) {
        Optional<List<AttributeValue>> known = Elements.of(list);
        if (known.isEmpty()) {
            return NullValue.NULL;
        }
        List<AttributeValue> all = new ArrayList<>(known.get());
        AttributeValue stored = element == null ? NullValue.NULL : ValueText.storable(element);
        all.add(behind ? all.size() : 0, stored);
        return new ListValue(all);
    }

    private static Value joined(Value first, Value second) {
        Optional<List<AttributeValue>> a = Elements.of(first);
        Optional<List<AttributeValue>> b = Elements.of(second);
        if (a.isEmpty() || b.isEmpty()) {
            return NullValue.NULL;
        }
        List<AttributeValue> all = new ArrayList<>(a.get());
        all.addAll(b.get());
        return new ListValue(all);
    }

    private static Value position(Value list, Value element) {
        int index = Elements.of(list)
                .map(all -> all.indexOf(ValueText.storable(element)))
                .orElse(-1);
        return index < 0 ? NullValue.NULL : NumberValue.of(index + 1L);
    }

    private static Value removed(Value list, Value element) {
        Optional<List<AttributeValue>> known = Elements.of(list);
        if (known.isEmpty()) {
            return NullValue.NULL;
        }
        List<AttributeValue> all = new ArrayList<>(known.get());
        all.removeIf(ValueText.storable(element)::equals);
        return new ListValue(all);
    }

    /** ARRAY_TO_STRING(list, separator [, for NULL]): without the third, NULLs are left out. */
    private static Value text(Value[] a) {
        Optional<List<AttributeValue>> known = Elements.of(a[0]);
        if (known.isEmpty()) {
            return NullValue.NULL;
        }
        String separator = TextFunctions.string(a[1]);
        List<String> texts = new ArrayList<>();
        for (AttributeValue element : known.get()) {
            if (!element.isNull()) {
                texts.add(TextFunctions.string(element));
            } else if (a.length > 2) {
                texts.add(TextFunctions.string(a[2]));
            }
        }
        return new StringValue(String.join(separator, texts));
    }

    private static Value split(Value value, Value by) {
        String text = TextFunctions.string(value);
        String separator = TextFunctions.string(by);
        if (text.isEmpty()) {
            return new ListValue(List.of());
        }
        List<AttributeValue> parts = new ArrayList<>();
        if (separator.isEmpty()) {
            parts.add(new StringValue(text));
        } else {
            for (String part : text.split(Pattern.quote(separator), -1)) {
                parts.add(new StringValue(part));
            }
        }
        return new ListValue(parts);
    }

    private static Value names(Value value) {
        if (!(value instanceof MapValue map)) {
            return NullValue.NULL;
        }
        return new ListValue(map.entries().keySet().stream()
                .map(name -> (AttributeValue) new StringValue(name))
                .toList());
    }

    private static Value values(Value value) {
        return value instanceof MapValue map
                ? new ListValue(List.copyOf(map.entries().values()))
                : NullValue.NULL;
    }
}
