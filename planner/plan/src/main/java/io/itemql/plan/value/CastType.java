package io.itemql.plan.value;

import io.itemql.table.ColumnType;
import java.util.Objects;

/**
 * The target of a CAST.
 *
 * @param length characters or bytes of VARCHAR, CHAR and VARBINARY, precision of DECIMAL; {@link #UNLIMITED} if not
 *     given
 * @param scale digits behind the point of DECIMAL; {@link #UNLIMITED} if not given
 */
public record CastType(Kind kind, int length, int scale) {
    /** No limit was written. */
    public static final int UNLIMITED = -1;

    /**
     * The types that CAST knows.
     *
     * <p>CHAR is VARCHAR: no blanks are appended. DOUBLE, REAL and FLOAT are exact decimals like every number.
     */
    public enum Kind {
        VARCHAR(ColumnType.VARCHAR),
        CHAR(ColumnType.VARCHAR),
        TINYINT(ColumnType.BIGINT),
        SMALLINT(ColumnType.BIGINT),
        INTEGER(ColumnType.BIGINT),
        BIGINT(ColumnType.BIGINT),
        DECIMAL(ColumnType.DECIMAL),
        REAL(ColumnType.DECIMAL),
        DOUBLE(ColumnType.DECIMAL),
        BOOLEAN(ColumnType.BOOLEAN),
        DATE(ColumnType.DATE),
        TIME(ColumnType.TIME),
        TIMESTAMP(ColumnType.TIMESTAMP),
        VARBINARY(ColumnType.VARBINARY);

        private final ColumnType columnType;

        Kind(ColumnType columnType) {
            this.columnType = columnType;
        }

        /** True for dates, times and timestamps. */
        public boolean isMoment() {
            return this == DATE || this == TIME || this == TIMESTAMP;
        }

        /** True for the types of numbers. */
        public boolean isNumber() {
            return columnType == ColumnType.BIGINT || columnType == ColumnType.DECIMAL;
        }

        /** The type that a column with such values has for tools. */
        public ColumnType columnType() {
            return columnType;
        }
    }

    public CastType {
        Objects.requireNonNull(kind, "kind");
    }

    /** A type without length, precision or scale. */
    public static CastType of(Kind kind) {
        return new CastType(kind, UNLIMITED, UNLIMITED);
    }

    /** A type with a length. */
    public static CastType of(Kind kind, int length) {
        return new CastType(kind, length, UNLIMITED);
    }

    public static CastType decimal(int precision, int scale) {
        return new CastType(Kind.DECIMAL, precision, scale);
    }

    @Override
    public String toString() {
        if (length == UNLIMITED) {
            return kind.name();
        }
        return kind + "(" + length + (scale == UNLIMITED ? "" : ", " + scale) + ")";
    }
}
