package io.itemql.plan.function;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.AttributeType;
import io.itemql.item.AttributeValue;
import io.itemql.item.BoolValue;
import io.itemql.item.ListValue;
import io.itemql.item.MapValue;
import io.itemql.item.NullValue;
import io.itemql.item.NumberValue;
import io.itemql.item.StringValue;
import io.itemql.item.Value;
import io.itemql.plan.expression.Arity;
import io.itemql.plan.expression.Evaluation;
import io.itemql.plan.expression.Function;
import io.itemql.plan.value.DateValue;
import io.itemql.plan.value.Elements;
import io.itemql.plan.value.JsonDocument;
import io.itemql.plan.value.TimeValue;
import io.itemql.plan.value.TimestampValue;
import io.itemql.plan.value.ValueText;
import io.itemql.table.ColumnType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Functions of JSON. A map, a list or a set is its own document; a text is one if it can be read as JSON, which is what
 * documents are that came as text. Where a text cannot be read, these functions answer as they do for nothing: NULL, or
 * what ON ERROR says.
 */
final class JsonFunctions {
    /** How many arguments come before the pairs of ON EMPTY and ON ERROR: document and path. */
    private static final int DOCUMENT_AND_PATH = 2;

    private record PathKey(String text) {}

    private JsonFunctions() {}

    static List<Function> all() {
        return List.of(
                Function.lenient("JSON_VALUE", 2, 4, null, JsonFunctions::value),
                Function.lenient("JSON_QUERY", 2, 2, ColumnType.VARCHAR, JsonFunctions::query),
                Function.lenient("JSON_EXISTS", 2, 2, ColumnType.BOOLEAN, JsonFunctions::exists),
                Function.lenient(
                        "JSON_OBJECT", 0, Arity.ANY_NUMBER, ColumnType.VARCHAR, (a, e) -> object(a, "JSON_OBJECT")),
                Function.lenient(
                        "JSON_BUILD_OBJECT",
                        0,
                        Arity.ANY_NUMBER,
                        ColumnType.VARCHAR,
                        (a, e) -> object(a, "JSON_BUILD_OBJECT")),
                Function.lenient("JSON_BUILD_ARRAY", 0, Arity.ANY_NUMBER, ColumnType.VARCHAR, (a, e) -> withNulls(a)),
                Function.lenient("JSON_ARRAY", 0, Arity.ANY_NUMBER, ColumnType.VARCHAR, (a, e) -> array(a)),
                Function.strict("PARSE_JSON", 1, 1, ColumnType.VARCHAR, (a, e) -> parsed(a[0])),
                Function.strict(
                        "TO_JSON",
                        1,
                        1,
                        ColumnType.VARCHAR,
                        (a, e) -> new StringValue(ValueText.json(ValueText.storable(a[0])))),
                Function.strict(
                        "IS_JSON",
                        1,
                        1,
                        ColumnType.BOOLEAN,
                        (a, e) -> BoolValue.of(document(a[0]).isPresent())),
                Function.strict("JSON_TYPEOF", 1, 1, ColumnType.VARCHAR, (a, e) -> document(a[0])
                        .map(document -> (Value) new StringValue(typeOf(document)))
                        .orElse(NullValue.NULL)),
                Function.strict("JSON_ARRAY_LENGTH", 1, 1, ColumnType.BIGINT, (a, e) -> document(a[0])
                        .flatMap(Elements::of)
                        .map(all -> (Value) NumberValue.of(all.size()))
                        .orElse(NullValue.NULL)),
                Function.strict("JSON_OBJECT_KEYS", 1, 1, ColumnType.VARCHAR, (a, e) -> keys(a[0])),
                Function.lenient("JSON_EXTRACT_PATH", 1, Arity.ANY_NUMBER, ColumnType.VARCHAR, (a, e) -> extracted(a)),
                Function.lenient(
                        "JSON_EXTRACT_PATH_TEXT",
                        1,
                        Arity.ANY_NUMBER,
                        ColumnType.VARCHAR,
                        (a, e) -> text(extracted(a))),
                Function.strict("TYPEOF", 1, 1, ColumnType.VARCHAR, (a, e) -> new StringValue(itemType(a[0]))));
    }

    private static Value text(Value value) {
        String text = ValueText.of(value);
        return text == null ? NullValue.NULL : new StringValue(text);
    }

    /** The document that a value is; empty for a text that is no JSON. */
    static Optional<AttributeValue> document(Value value) {
        if (value instanceof StringValue text) {
            try {
                return Optional.of(JsonDocument.parse(text.value()));
            } catch (ItemException e) {
                // Not JSON: the answer, not a fault.
                return Optional.empty();
            }
        }
        return Optional.ofNullable(ValueText.storable(value));
    }

    private static JsonPath path(Value path, Evaluation evaluation) {
        String text = TextFunctions.string(path);
        return evaluation.compiled(new PathKey(text), JsonPath.class, () -> new JsonPath(text));
    }

    private static boolean isUnknown(Value value) {
        return value == null || value.isNull();
    }

    /** JSON_VALUE(document, path [, on empty, on error]): the one value found, if it is neither a map nor a list. */
    private static Value value(Value[] a, Evaluation evaluation) {
        if (isUnknown(a[0]) || isUnknown(a[1])) {
            return NullValue.NULL;
        }
        Value onEmpty = a.length > DOCUMENT_AND_PATH ? known(a[2]) : NullValue.NULL;
        Value onError = a.length > DOCUMENT_AND_PATH + 1 ? known(a[3]) : NullValue.NULL;
        JsonPath path = path(a[1], evaluation);
        Optional<AttributeValue> document = document(a[0]);
        if (document.isEmpty()) {
            return onError;
        }
        List<AttributeValue> found;
        try {
            found = path.find(document.get());
        } catch (ItemException e) {
            // A step of a strict path that leads nowhere is what ON ERROR is for.
            return onError;
        }
        if (found.isEmpty()) {
            return onEmpty;
        }
        boolean scalar = found.size() == 1 && !isCollection(found.get(0));
        return scalar ? found.get(0) : onError;
    }

    private static Value known(Value value) {
        return value == null ? NullValue.NULL : value;
    }

    private static boolean isCollection(AttributeValue value) {
        return value instanceof MapValue || Elements.of(value).isPresent();
    }

    /** The map or list found, several values as a list. */
    private static Value query(Value[] a, Evaluation evaluation) {
        List<AttributeValue> found = find(a, evaluation);
        if (found.isEmpty()) {
            return NullValue.NULL;
        }
        if (found.size() > 1) {
            return new ListValue(found);
        }
        return isCollection(found.get(0)) ? found.get(0) : NullValue.NULL;
    }

    private static Value exists(Value[] a, Evaluation evaluation) {
        if (isUnknown(a[0]) || isUnknown(a[1])) {
            return NullValue.NULL;
        }
        return BoolValue.of(!find(a, evaluation).isEmpty());
    }

    private static List<AttributeValue> find(Value[] a, Evaluation evaluation) {
        if (isUnknown(a[0]) || isUnknown(a[1])) {
            return List.of();
        }
        JsonPath path = path(a[1], evaluation);
        try {
            return document(a[0]).map(path::find).orElse(List.of());
        } catch (ItemException e) {
            // A step of a strict path that leads nowhere finds nothing.
            return List.of();
        }
    }

    /** JSON_OBJECT(name, value, …): NULL and MISSING are NULL in it. */
    private static Value object(Value[] a, String function) {
        if (a.length % 2 != 0) {
            throw new ItemException(ErrorCode.FUNCTION_ARGUMENT, function + " needs a value for every name");
        }
        Map<String, AttributeValue> entries = new LinkedHashMap<>();
        for (int i = 0; i < a.length; i += 2) {
            String name = ValueText.of(a[i]);
            if (name == null) {
                throw new ItemException(ErrorCode.FUNCTION_ARGUMENT, "A name of " + function + " is NULL");
            }
            entries.put(name, element(a[i + 1]));
        }
        return new MapValue(entries);
    }

    /** JSON_ARRAY(element, …): NULL and MISSING are left out, as the standard has it. */
    private static Value array(Value[] a) {
        List<AttributeValue> elements = new ArrayList<>();
        for (Value value : a) {
            if (!isUnknown(value)) {
                elements.add(ValueText.storable(value));
            }
        }
        return new ListValue(elements);
    }

    /** JSON_BUILD_ARRAY(element, …): NULL and MISSING are NULL in it. */
    private static Value withNulls(Value[] a) {
        List<AttributeValue> elements = new ArrayList<>();
        for (Value value : a) {
            elements.add(element(value));
        }
        return new ListValue(elements);
    }

    private static AttributeValue element(Value value) {
        return value == null ? NullValue.NULL : ValueText.storable(value);
    }

    private static Value parsed(Value value) {
        return value instanceof StringValue text ? JsonDocument.parse(text.value()) : ValueText.storable(value);
    }

    private static String typeOf(AttributeValue value) {
        AttributeType type = value.type();
        return switch (type) {
            case M -> "object";
            case L, SS, NS, BS -> "array";
            case S, B -> "string";
            case N -> "number";
            case BOOL -> "boolean";
            case NULL -> "null";
        };
    }

    /** The item's type of a value: N, S, L …; DATE, TIME, TIMESTAMP or INTERVAL for what items do not store. */
    private static String itemType(Value value) {
        if (value instanceof AttributeValue attribute) {
            return attribute.type().name();
        }
        if (value instanceof DateValue) {
            return "DATE";
        }
        if (value instanceof TimeValue) {
            return "TIME";
        }
        return value instanceof TimestampValue ? "TIMESTAMP" : "INTERVAL";
    }

    private static Value keys(Value value) {
        Optional<AttributeValue> document = document(value);
        if (document.isEmpty() || !(document.get() instanceof MapValue map)) {
            return NullValue.NULL;
        }
        return new ListValue(map.entries().keySet().stream()
                .map(name -> (AttributeValue) new StringValue(name))
                .toList());
    }

    /** JSON_EXTRACT_PATH(document, step, …): a step is a name, or a position from 0. */
    private static Value extracted(Value[] a) {
        if (isUnknown(a[0])) {
            return NullValue.NULL;
        }
        AttributeValue at = document(a[0]).orElse(null);
        for (int i = 1; i < a.length && at != null; i++) {
            String step = ValueText.of(a[i]);
            if (at instanceof MapValue map) {
                at = step == null ? null : map.get(step);
            } else if (at instanceof ListValue list && step != null && step.matches("\\d{1,9}")) {
                int index = Integer.parseInt(step);
                at = index < list.elements().size() ? list.elements().get(index) : null;
            } else {
                at = null;
            }
        }
        return at == null ? NullValue.NULL : at;
    }
}
