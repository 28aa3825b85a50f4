package io.itemql.sql.general.bind;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.plan.value.CastType;
import io.itemql.sql.parse.Places;
import io.itemql.sql.table.NearestNames;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlNode;

/** The types that CAST takes, by the names that SQL has for them. */
final class CastTypes {
    private static final Map<String, CastType.Kind> SYNONYMS = Map.ofEntries(
            Map.entry("STRING", CastType.Kind.VARCHAR),
            Map.entry("TEXT", CastType.Kind.VARCHAR),
            Map.entry("INT", CastType.Kind.INTEGER),
            Map.entry("LONG", CastType.Kind.BIGINT),
            Map.entry("NUMERIC", CastType.Kind.DECIMAL),
            Map.entry("NUMBER", CastType.Kind.DECIMAL),
            Map.entry("FLOAT", CastType.Kind.DOUBLE),
            Map.entry("BOOL", CastType.Kind.BOOLEAN),
            Map.entry("BINARY", CastType.Kind.VARBINARY),
            Map.entry("BLOB", CastType.Kind.VARBINARY),
            Map.entry("INT2", CastType.Kind.SMALLINT),
            Map.entry("INT4", CastType.Kind.INTEGER),
            Map.entry("INT8", CastType.Kind.BIGINT),
            Map.entry("FLOAT4", CastType.Kind.REAL),
            Map.entry("FLOAT8", CastType.Kind.DOUBLE),
            Map.entry("BYTEA", CastType.Kind.VARBINARY),
            Map.entry("TIMESTAMPTZ", CastType.Kind.TIMESTAMP),
            Map.entry("DATETIME", CastType.Kind.TIMESTAMP),
            Map.entry("TIMESTAMP_WITH_LOCAL_TIME_ZONE", CastType.Kind.TIMESTAMP),
            Map.entry("TIMESTAMP_TZ", CastType.Kind.TIMESTAMP));

    /** Types that functions make, by the names of these. */
    private static final Map<String, String> CONVERTERS =
            Map.of("JSON", "PARSE_JSON", "JSONB", "PARSE_JSON", "INTERVAL", "TO_INTERVAL");

    private CastTypes() {}

    /** The function that makes values of a type that no attribute has. */
    static Optional<String> converter(SqlDataTypeSpec type) {
        return Optional.ofNullable(CONVERTERS.get(name(type)));
    }

    static boolean isInterval(SqlDataTypeSpec type) {
        return name(type).equals("INTERVAL");
    }

    private static String name(SqlDataTypeSpec type) {
        return String.join(" ", type.getTypeName().names).toUpperCase(Locale.ROOT);
    }

    /** A type by the name that JDBC's CONVERT has for it. */
    static CastType ofJdbc(String name, SqlNode place) {
        return CastType.of(kind(name, place));
    }

    private static CastType.Kind kind(String name, SqlNode place) {
        List<String> known =
                Arrays.stream(CastType.Kind.values()).map(Enum::name).toList();
        CastType.Kind kind = SYNONYMS.get(name);
        if (kind == null && known.contains(name)) {
            kind = CastType.Kind.valueOf(name);
        }
        if (kind == null) {
            throw Places.of(place).in(new ItemException(ErrorCode.INVALID_TYPE, name, NearestNames.offer(name, known)));
        }
        return kind;
    }

    static CastType of(SqlDataTypeSpec type) {
        CastType.Kind kind = kind(name(type), type);
        int precision = -1;
        int scale = -1;
        if (type.getTypeNameSpec() instanceof SqlBasicTypeNameSpec basic) {
            precision = basic.getPrecision();
            scale = basic.getScale();
        }
        boolean limited =
                switch (kind) {
                    case VARCHAR, CHAR, VARBINARY, DECIMAL -> precision >= 0;
                    case TINYINT, SMALLINT, INTEGER, BIGINT, REAL, DOUBLE, BOOLEAN, DATE, TIME, TIMESTAMP -> false;
                };
        if (!limited) {
            return CastType.of(kind);
        }
        return kind == CastType.Kind.DECIMAL
                ? CastType.decimal(precision, Math.max(scale, 0))
                : CastType.of(kind, precision);
    }
}
