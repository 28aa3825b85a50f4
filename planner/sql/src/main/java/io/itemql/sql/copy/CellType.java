package io.itemql.sql.copy;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.AttributeType;
import io.itemql.item.AttributeValue;
import io.itemql.item.BinaryValue;
import io.itemql.item.BoolValue;
import io.itemql.item.ListValue;
import io.itemql.item.MapValue;
import io.itemql.item.NullValue;
import io.itemql.item.NumberValue;
import io.itemql.item.StringValue;
import io.itemql.plan.value.JsonDocument;
import io.itemql.plan.value.ValueText;
import io.itemql.sql.json.TypedJson;
import io.itemql.table.ColumnType;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How the fields of one CSV column spell values.
 *
 * @param type empty for values of any types: each is spelt with its type, as {@code {"N": "5"}}
 */
record CellType(Optional<AttributeType> type) {
    /** Values of any types. */
    static final CellType ANY = new CellType(Optional.empty());

    /** Texts. */
    static final CellType TEXT = of(AttributeType.S);

    private static final String ANY_NAME = "*";

    static CellType of(AttributeType type) {
        return new CellType(Optional.of(type));
    }

    /** @throws ItemException with {@link ErrorCode#INVALID_OPTION} */
    static CellType of(String name) {
        if (name.equals(ANY_NAME)) {
            return ANY;
        }
        for (AttributeType type : AttributeType.values()) {
            if (type.name().equalsIgnoreCase(name)) {
                return of(type);
            }
        }
        throw new ItemException(
                ErrorCode.INVALID_OPTION, "'" + name + "' is no type; types are S, N, B, BOOL, L, M, SS, NS, BS and *");
    }

    /** The type that fields of a declared column have. */
    static CellType of(ColumnType declared) {
        return of(
                switch (declared) {
                    case BIGINT, DECIMAL -> AttributeType.N;
                    case BOOLEAN -> AttributeType.BOOL;
                    case VARBINARY -> AttributeType.B;
                    default -> AttributeType.S;
                });
    }

    /** Its name in a typed header. */
    String header() {
        return type.map(AttributeType::name).orElse(ANY_NAME);
    }

    /**
     * The value that a field spells.
     *
     * @throws ItemException as the value refuses the text
     */
    AttributeValue read(String text) {
        if (type.isEmpty()) {
            return TypedJson.read(JsonDocument.parse(text));
        }
        return switch (type.get()) {
            case S -> new StringValue(text);
            case N -> NumberValue.parse(text.strip());
            case BOOL -> bool(text);
            case B -> binary(text);
            case NULL -> NullValue.NULL;
            case L, M -> JsonDocument.parse(text);
            case SS, NS, BS -> set(text);
        };
    }

    private static AttributeValue bool(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "true", "t", "1" -> BoolValue.TRUE;
            case "false", "f", "0" -> BoolValue.FALSE;
            default -> throw new ItemException(ErrorCode.TYPE_MISMATCH, "'" + text + "' is no BOOL");
        };
    }

    private static AttributeValue binary(String text) {
        try {
            return BinaryValue.ofOwned(Base64.getDecoder().decode(text.strip()));
        } catch (IllegalArgumentException e) {
            throw ItemException.causedBy(e, ErrorCode.TYPE_MISMATCH, "'" + text + "' is no Base64");
        }
    }

    /** A JSON array of texts, or of numbers for NS. */
    private AttributeValue set(String text) {
        AttributeValue elements = JsonDocument.parse(text);
        if (elements instanceof ListValue list && type.get() == AttributeType.NS) {
            elements = new ListValue(list.elements().stream()
                    .map(element -> (AttributeValue) new StringValue(ValueText.of(element)))
                    .toList());
        }
        return TypedJson.read(new MapValue(Map.of(type.get().name(), elements)));
    }

    /** The text of a value, which has this type unless any will do. */
    String write(AttributeValue value) {
        return type.isEmpty() ? ValueText.json(TypedJson.write(value)) : ValueText.of(value);
    }
}
