package io.itemql.store.mv.check;

/**
 * A record of the journal.
 *
 * @param kind what it says: 1 put, 2 delete, 3 dictionary, 4 create, 5 alter, 6 drop table, 7 group
 * @param table the number of the table
 * @param end the position behind it
 */
// Entries are read and never compared, so it does not matter that arrays are equal by identity only.
@SuppressWarnings("ArrayRecordComponent")
public record JournalEntry(int kind, int table, byte[] key, byte[] value, long end) {}
