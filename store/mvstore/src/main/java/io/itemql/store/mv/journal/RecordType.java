package io.itemql.store.mv.journal;

/** What a record says. The codes are part of the format: never change or reuse one. */
public enum RecordType {
    /** An item as it is after a write: key and row. */
    PUT(1),
    /** An item is gone: key. */
    DELETE(2),
    /** New entries of a table's dictionary. */
    DICTIONARY(3),
    /** A table came into being: its definition. */
    CREATE_TABLE(4),
    /** A table's definition as it is after a change. */
    ALTER_TABLE(5),
    /** A table and its items are gone. */
    DROP_TABLE(6),
    /** So many of the following records belong together: all of them count or none. */
    GROUP(7),
    /** A batch with a token was carried out: the token's name, and when and for what it was used. */
    TOKEN(8);

    private static final RecordType[] VALUES = values();

    private final int code;

    RecordType(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    /** The type with a code; {@code null} if there is none. */
    static RecordType ofCode(int code) {
        return code >= 1 && code <= VALUES.length ? VALUES[code - 1] : null;
    }
}
