package io.itemql.item;

/** The ten types of an attribute, named as DynamoDB's JSON names them. */
public enum AttributeType {
    /** Text, ordered by its UTF-8 bytes. */
    S,
    /** An exact decimal number of up to 38 digits. */
    N,
    /** Bytes, ordered as unsigned. */
    B,
    BOOL,
    NULL,
    /** A list; its elements may be of any type. */
    L,
    /** A map from names to values of any type. */
    M,
    /** A set of strings. */
    SS,
    /** A set of numbers. */
    NS,
    /** A set of binaries. */
    BS;

    private static final AttributeType[] VALUES = values();

    /** True for the types that a key can have and that {@code <} compares: S, N and B. */
    public boolean isOrderable() {
        return this == S || this == N || this == B;
    }

    /** The type with the given {@link #ordinal()}, without the copy that {@code values()} makes. */
    public static AttributeType ofOrdinal(int ordinal) {
        return VALUES[ordinal];
    }
}
