package io.itemql.store.mv.journal;

import java.util.List;

/**
 * A record to append; see {@link WriteLog#appendGroup(List)}.
 *
 * @param key the key bytes of the item
 * @param value empty where the type has none
 */
@SuppressWarnings("ArrayRecordComponent")
public record NewRecord(RecordType type, int table, byte[] key, byte[] value) {}
