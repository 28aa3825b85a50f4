package io.itemql.store.mv.page;

import io.itemql.error.ItemException;

/**
 * Entries whose page cannot be read.
 *
 * @param to the first key behind them; {@code null} if they are the last ones
 * @param failure why
 */
// Is read and never compared, so it does not matter that arrays are equal by identity only.
@SuppressWarnings("ArrayRecordComponent")
public record UnreadableEntries(byte[] to, ItemException failure) {}
