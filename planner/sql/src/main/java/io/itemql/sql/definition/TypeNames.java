package io.itemql.sql.definition;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.AttributeType;
import io.itemql.sql.ast.WrittenType;
import io.itemql.sql.parse.Places;
import io.itemql.sql.table.NearestNames;
import io.itemql.table.ColumnType;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The names of types that CREATE and ALTER TABLE take, and what they mean: the type of a declared column, and the type
 * of attribute that a key of this type has. Lengths and precisions are accepted and not enforced, which a warning tells.
 */
final class TypeNames {
    private static final Set<String> TEXT = Set.of(
            "CHAR",
            "CHARACTER",
            "VARCHAR",
            "VARCHAR2",
            "NVARCHAR",
            "NVARCHAR2",
            "NCHAR",
            "CHAR VARYING",
            "CHARACTER VARYING",
            "NATIONAL CHARACTER",
            "NATIONAL CHARACTER VARYING",
            "LONGVARCHAR",
            "TEXT",
            "TINYTEXT",
            "MEDIUMTEXT",
            "LONGTEXT",
            "STRING",
            "CLOB",
            "NCLOB",
            "CHARACTER LARGE OBJECT",
            "UUID",
            "JSON",
            "JSONB",
            "XML",
            "ENUM",
            "S");
    private static final Set<String> WHOLE_NUMBER = Set.of(
            "BYTE",
            "TINYINT",
            "SMALLINT",
            "MEDIUMINT",
            "INT",
            "INTEGER",
            "BIGINT",
            "INT2",
            "INT4",
            "INT8",
            "INTEGER2",
            "INTEGER4",
            "INTEGER8",
            "SERIAL",
            "BIGSERIAL",
            "LONG");
    private static final Set<String> NUMBERED = Set.of("SERIAL", "BIGSERIAL");
    private static final Set<String> NUMBER = Set.of("DECIMAL", "DEC", "NUMERIC", "NUMBER", "MONEY", "N");
    /** Numbers are exact whatever they are declared as; the name says what readers expect of them. */
    private static final Set<String> FLOATING =
            Set.of("REAL", "FLOAT", "FLOAT4", "FLOAT8", "DOUBLE", "DOUBLE PRECISION");

    private static final Set<String> BYTES = Set.of(
            "BINARY",
            "VARBINARY",
            "BINARY VARYING",
            "LONGVARBINARY",
            "BLOB",
            "TINYBLOB",
            "MEDIUMBLOB",
            "LONGBLOB",
            "BINARY LARGE OBJECT",
            "BYTEA",
            "BYTES",
            "RAW",
            "B");
    private static final Set<String> TRUTH = Set.of("BOOLEAN", "BOOL", "BIT");
    /** Documents and sets: tools see them as JSON text. */
    private static final Set<String> DOCUMENT =
            Set.of("LIST", "MAP", "TUPLE", "STRUCT", "OBJECT", "BAG", "SET", "ANY", "VARIANT", "L", "M");

    private static final Map<String, ColumnType> DATE_TIME = Map.of(
            "DATE", ColumnType.DATE,
            "TIME", ColumnType.TIME,
            "TIME WITHOUT TIME ZONE", ColumnType.TIME,
            "TIMESTAMP", ColumnType.TIMESTAMP,
            "TIMESTAMP WITHOUT TIME ZONE", ColumnType.TIMESTAMP,
            "TIMESTAMP WITH TIME ZONE", ColumnType.TIMESTAMP,
            "TIMESTAMP WITH LOCAL TIME ZONE", ColumnType.TIMESTAMP,
            "TIMESTAMPTZ", ColumnType.TIMESTAMP,
            "DATETIME", ColumnType.TIMESTAMP);

    private TypeNames() {}

    /**
     * The type of a declared column.
     *
     * @param type as the statement names it; {@code null} if it names none
     * @throws ItemException with {@link ErrorCode#INVALID_TYPE}
     */
    static ColumnType columnType(WrittenType type) {
        if (type == null) {
            return ColumnType.VARCHAR;
        }
        String name = type.name();
        if (DATE_TIME.containsKey(name)) {
            return DATE_TIME.get(name);
        }
        if (TRUTH.contains(name)) {
            boolean severalBits = type.intArgument(0).orElse(1) > 1;
            return severalBits ? ColumnType.VARBINARY : ColumnType.BOOLEAN;
        }
        if (WHOLE_NUMBER.contains(name)) {
            return ColumnType.BIGINT;
        }
        if (NUMBER.contains(name)) {
            return ColumnType.DECIMAL;
        }
        if (FLOATING.contains(name)) {
            return io.itemql.table.ColumnType.DOUBLE;
        }
        if (BYTES.contains(name)) {
            return ColumnType.VARBINARY;
        }
        if (TEXT.contains(name) || DOCUMENT.contains(name) || isArray(name)) {
            return ColumnType.VARCHAR;
        }
        throw unknown(type);
    }

    /**
     * Whether a type bounds its values: the length of a text or binary, the digits of a decimal number or of a fraction of a
     * second. Other numbers in parentheses say how tools show values, or how processors keep them.
     */
    static boolean isSized(WrittenType type) {
        if (type == null || type.intArgument(0).isEmpty()) {
            return false;
        }
        String name = type.name();
        return TEXT.contains(name) || BYTES.contains(name) || NUMBER.contains(name) || DATE_TIME.containsKey(name);
    }

    /** The name of a type whose values the database makes; {@code null} for others. */
    static String numbering(WrittenType type) {
        return type != null && NUMBERED.contains(type.name()) ? type.name() : null;
    }

    private static boolean isArray(String name) {
        return name.endsWith(" ARRAY") || name.endsWith(" MULTISET");
    }

    /**
     * The type of attribute that a key column has. Dates and times are text: ISO-8601 keeps their order.
     *
     * @throws ItemException with {@link ErrorCode#INVALID_TYPE}, or {@link ErrorCode#INVALID_KEY_SCHEMA} for a type
     *     that no key has
     */
    static AttributeType keyType(String column, WrittenType type) {
        ColumnType declared = columnType(type);
        if (type != null && (DOCUMENT.contains(type.name()) || isArray(type.name()))) {
            throw notKey(column, type);
        }
        return switch (declared) {
            case VARCHAR, DATE, TIME, TIMESTAMP -> AttributeType.S;
            case BIGINT, DECIMAL, DOUBLE -> AttributeType.N;
            case VARBINARY -> AttributeType.B;
            case BOOLEAN -> throw notKey(column, type);
        };
    }

    private static ItemException notKey(String column, WrittenType type) {
        ItemException wrong = new ItemException(
                ErrorCode.INVALID_KEY_SCHEMA,
                "Key column " + column + " has type " + type.name() + "; a key is a text, a number or binary");
        return Places.of(type).in(wrong);
    }

    private static ItemException unknown(WrittenType type) {
        Set<String> known = new TreeSet<>(DATE_TIME.keySet());
        known.addAll(TEXT);
        known.addAll(WHOLE_NUMBER);
        known.addAll(NUMBER);
        known.addAll(FLOATING);
        known.addAll(BYTES);
        known.addAll(TRUTH);
        return Places.of(type)
                .in(new ItemException(ErrorCode.INVALID_TYPE, type.name(), NearestNames.offer(type.name(), known)));
    }
}
