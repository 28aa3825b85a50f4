package io.itemql.sql.ast;

/**
 * What {@code x IS [NOT] ...} can ask beside NULL: whether there is a value at all, and which type it has. Each
 * constant is named after the word that a node unparses to.
 */
public enum TypeTest {
    /** There is no such attribute. */
    MISSING,
    /** A boolean. */
    BOOL,
    /** A binary value. */
    BLOB,
    /** A text. */
    STRING,
    /** A number. */
    NUMERIC,
    /** A map. */
    TUPLE,
    /** A list. */
    LIST
}
