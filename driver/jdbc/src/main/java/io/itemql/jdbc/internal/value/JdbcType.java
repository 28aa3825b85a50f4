package io.itemql.jdbc.internal.value;

import io.itemql.table.ColumnType;
import java.math.BigDecimal;
import java.sql.Date;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.Locale;
import java.util.Optional;

/**
 * The one table of column types as JDBC tells them: type information, column metadata and result metadata all read it,
 * so that they agree.
 *
 * <p>A DECIMAL is reported with scale 18 although values may have any: readers that round to the reported scale (Spark
 * among them) would turn 2.5 into 3 if it were 0, and most would refuse 38 digits behind the point.
 *
 * <p>INTEGER and SMALLINT occur only in the result sets of {@code DatabaseMetaData}, whose column types JDBC
 * prescribes.
 */
public enum JdbcType {
    VARCHAR(Types.VARCHAR, 409_600, 0, 409_600, String.class),
    BIGINT(Types.BIGINT, 19, 0, 20, Long.class),
    DECIMAL(Types.DECIMAL, 38, 18, 41, BigDecimal.class),
    DOUBLE(Types.DOUBLE, 17, 0, 24, Double.class),
    BOOLEAN(Types.BOOLEAN, 1, 0, 5, Boolean.class),
    VARBINARY(Types.VARBINARY, 409_600, 0, 546_136, byte[].class),
    DATE(Types.DATE, 10, 0, 10, Date.class),
    TIME(Types.TIME, 18, 9, 18, Time.class),
    TIMESTAMP(Types.TIMESTAMP, 29, 9, 29, Timestamp.class),
    INTEGER(Types.INTEGER, 10, 0, 11, Integer.class),
    SMALLINT(Types.SMALLINT, 5, 0, 6, Integer.class);

    private final int code;
    private final int precision;
    private final int scale;
    private final int displaySize;
    private final Class<?> javaClass;

    JdbcType(int code, int precision, int scale, int displaySize, Class<?> javaClass) {
        this.code = code;
        this.precision = precision;
        this.scale = scale;
        this.displaySize = displaySize;
        this.javaClass = javaClass;
    }

    /** The type of a name: one of these, or of the names that JDBC and other databases have for them. */
    public static Optional<JdbcType> named(String name) {
        return switch (name.strip().toUpperCase(Locale.ROOT)) {
            case "VARCHAR",
                    "CHAR",
                    "LONGVARCHAR",
                    "NCHAR",
                    "NVARCHAR",
                    "LONGNVARCHAR",
                    "CLOB",
                    "NCLOB",
                    "TEXT",
                    "STRING",
                    "S",
                    "UUID",
                    "JSON",
                    "OTHER",
                    "JAVA_OBJECT",
                    "ANY" -> Optional.of(VARCHAR);
            case "BIGINT", "INTEGER", "INT", "SMALLINT", "TINYINT", "INT2", "INT4", "INT8", "LONG" ->
                Optional.of(BIGINT);
            case "DECIMAL", "NUMERIC", "NUMBER", "DEC", "N" -> Optional.of(DECIMAL);
            case "DOUBLE", "DOUBLE PRECISION", "FLOAT", "REAL", "FLOAT4", "FLOAT8" -> Optional.of(DOUBLE);
            case "BOOLEAN", "BOOL", "BIT" -> Optional.of(BOOLEAN);
            case "VARBINARY", "BINARY", "LONGVARBINARY", "BLOB", "BYTEA", "B" -> Optional.of(VARBINARY);
            case "DATE" -> Optional.of(DATE);
            case "TIME", "TIME_WITH_TIMEZONE", "TIME WITH TIME ZONE", "TIME WITHOUT TIME ZONE" -> Optional.of(TIME);
            case "TIMESTAMP", "TIMESTAMP_WITH_TIMEZONE", "TIMESTAMP WITH TIME ZONE", "TIMESTAMP WITHOUT TIME ZONE" ->
                Optional.of(TIMESTAMP);
            default -> Optional.empty();
        };
    }

    /** The type that JDBC has for a column type. */
    public static JdbcType of(ColumnType type) {
        return switch (type) {
            case VARCHAR -> VARCHAR;
            case BIGINT -> BIGINT;
            case DECIMAL -> DECIMAL;
            case DOUBLE -> DOUBLE;
            case BOOLEAN -> BOOLEAN;
            case VARBINARY -> VARBINARY;
            case DATE -> DATE;
            case TIME -> TIME;
            case TIMESTAMP -> TIMESTAMP;
        };
    }

    /** The constant of {@link Types}. */
    public int code() {
        return code;
    }

    /** Digits, characters or bytes; for an item of 400 KB no text or binary can have more. */
    public int precision() {
        return precision;
    }

    /** Digits behind the point, or of the fraction of a second. */
    public int scale() {
        return scale;
    }

    /** The widest text in characters. */
    public int displaySize() {
        return displaySize;
    }

    /** The class of what {@code getObject} gives. */
    public Class<?> javaClass() {
        return javaClass;
    }

    public boolean isNumeric() {
        return this == BIGINT || this == DECIMAL || this == DOUBLE || this == INTEGER || this == SMALLINT;
    }

    public boolean isTemporal() {
        return this == DATE || this == TIME || this == TIMESTAMP;
    }

    /** What stands before a literal in SQL; {@code null} if nothing does. */
    public String literalPrefix() {
        return switch (this) {
            case VARCHAR -> "'";
            case VARBINARY -> "X'";
            case DATE -> "DATE '";
            case TIME -> "TIME '";
            case TIMESTAMP -> "TIMESTAMP '";
            case BIGINT, DECIMAL, DOUBLE, BOOLEAN, INTEGER, SMALLINT -> null;
        };
    }

    /** What stands behind a literal in SQL; {@code null} if nothing does. */
    public String literalSuffix() {
        return literalPrefix() == null ? null : "'";
    }
}
