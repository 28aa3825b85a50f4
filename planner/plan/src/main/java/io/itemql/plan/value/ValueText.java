package io.itemql.plan.value;

import io.itemql.item.AttributeValue;
import io.itemql.item.BinarySetValue;
import io.itemql.item.BinaryValue;
import io.itemql.item.BoolValue;
import io.itemql.item.ListValue;
import io.itemql.item.MapValue;
import io.itemql.item.NullValue;
import io.itemql.item.NumberSetValue;
import io.itemql.item.NumberValue;
import io.itemql.item.StringSetValue;
import io.itemql.item.StringValue;
import io.itemql.item.Value;
import java.util.Locale;
import java.util.Map;

/**
 * The text of a value, as CAST to VARCHAR, {@code ||} and columns of mixed types show it: a text itself, a number in
 * plain notation, {@code true} or {@code false}, bytes in Base64, dates and times as they are stored or else in ISO-8601,
 * and lists, maps and sets as JSON without blanks, in which a set is an array in ascending order.
 */
public final class ValueText {
    private ValueText() {}

    /** The text of a value; {@code null} for NULL and MISSING. */
    public static String of(Value value) {
        if (value == null || value.isNull()) {
            return null;
        }
        Value stored = TemporalValue.asStored(value);
        return stored instanceof AttributeValue attribute && isDocument(attribute)
                ? json(attribute)
                : stored instanceof StringValue text ? text.value() : stored.toString();
    }

    /** The JSON text of any attribute value. */
    public static String json(AttributeValue value) {
        StringBuilder text = new StringBuilder();
        write(value, text);
        return text.toString();
    }

    /**
     * The value in the form that items store: itself, what was read from an item, or the text of a date, time, timestamp or interval; {@code null}
     * for MISSING.
     */
    public static AttributeValue storable(Value value) {
        if (value == null) {
            return null;
        }
        return TemporalValue.asStored(value) instanceof AttributeValue attribute
                ? attribute
                : new StringValue(value.toString());
    }

    private static boolean isDocument(AttributeValue value) {
        return switch (value.type()) {
            case L, M, SS, NS, BS -> true;
            case S, N, B, BOOL, NULL -> false;
        };
    }

    private static void write(AttributeValue value, StringBuilder text) {
        switch (value.type()) {
            case S -> quote(((StringValue) value).value(), text);
            case N -> text.append((NumberValue) value);
            case B -> quote(((BinaryValue) value).toString(), text);
            case BOOL -> text.append(((BoolValue) value).value());
            case NULL -> text.append(NullValue.NULL);
            case L -> writeAll(((ListValue) value).elements(), text);
            case M -> writeEntries((MapValue) value, text);
            case SS -> writeAll(((StringSetValue) value).members(), text);
            case NS -> writeAll(((NumberSetValue) value).members(), text);
            case BS -> writeAll(((BinarySetValue) value).members(), text);
        }
    }

    private static void writeAll(Iterable<? extends AttributeValue> values, StringBuilder text) {
        text.append('[');
        String separator = "";
        for (AttributeValue value : values) {
            text.append(separator);
            write(value, text);
            separator = ",";
        }
        text.append(']');
    }

    private static void writeEntries(MapValue map, StringBuilder text) {
        text.append('{');
        String separator = "";
        for (Map.Entry<String, AttributeValue> entry : map.entries().entrySet()) {
            text.append(separator);
            quote(entry.getKey(), text);
            text.append(':');
            write(entry.getValue(), text);
            separator = ",";
        }
        text.append('}');
    }

    private static void quote(String value, StringBuilder text) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '"' -> text.append("\\\"");
                case '\\' -> text.append("\\\\");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                default -> {
                    if (c < ' ') {
                        text.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
                    } else {
                        text.append(c);
                    }
                }
            }
        }
        text.append('"');
    }
}
