package io.itemql.table;

/**
 * The SQL types that columns have for tools. This list is the whole vocabulary: type information, column metadata and
 * result metadata all name these and no others.
 */
public enum ColumnType {
    /** S; also L, M and sets as JSON text, and attributes with values of several types. */
    VARCHAR,
    /** N where every stored value is a whole number that a long holds. */
    BIGINT,
    /** N otherwise: 38 digits, exact. */
    DECIMAL,
    /** A declared type over N: what is stored stays exact, and readers who ask for no class get the nearest double. */
    DOUBLE,
    BOOLEAN,
    /** B. */
    VARBINARY,
    /** A declared type over ISO-8601 text or days since 1970-01-01. */
    DATE,
    /** A declared type over ISO-8601 text. */
    TIME,
    /** A declared type over ISO-8601 text or epoch seconds or milliseconds. */
    TIMESTAMP
}
