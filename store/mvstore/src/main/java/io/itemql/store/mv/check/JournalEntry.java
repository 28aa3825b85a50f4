package io.itemql.store.mv.check;

/**
 * A record of the journal.
 *
 * @param kind what it says: one of the constants here, or anything where the journal is damaged
 * @param table the number of the table
 * @param end the position behind it
 */
// Entries are read and never compared, so it does not matter that arrays are equal by identity only.
@SuppressWarnings("ArrayRecordComponent")
public record JournalEntry(int kind, int table, byte[] key, byte[] value, long end) {
    /** The row of an item. */
    public static final int PUT = 1;
    /** The deletion of an item. */
    public static final int DELETE = 2;
    /** An entry of a dictionary. */
    public static final int DICTIONARY = 3;
    /** A new table. */
    public static final int CREATE_TABLE = 4;
    /** A changed table. */
    public static final int ALTER_TABLE = 5;
    /** A table that is gone. */
    public static final int DROP_TABLE = 6;
    /** So many of the records that follow belong together. */
    public static final int GROUP = 7;
    /** A client's token. */
    public static final int TOKEN = 8;
}
