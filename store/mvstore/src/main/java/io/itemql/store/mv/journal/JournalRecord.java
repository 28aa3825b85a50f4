package io.itemql.store.mv.journal;

/** A record as it was read back. The arrays belong to the receiver. */
public final class JournalRecord {
    private final long end;
    private final RecordType type;
    private final int table;
    private final byte[] key;
    private final byte[] value;

    JournalRecord(long end, RecordType type, int table, byte[] key, byte[] value) {
        this.end = end;
        this.type = type;
        this.table = table;
        this.key = key;
        this.value = value;
    }

    /** The position behind the record. */
    public long end() {
        return end;
    }

    public RecordType type() {
        return type;
    }

    /** The number of the table that it is about. */
    public int table() {
        return table;
    }

    /** The key bytes of the item; empty where the record is about no single item. */
    public byte[] key() {
        return key;
    }

    /** The row of an item, or what else the type says. */
    public byte[] value() {
        return value;
    }
}
