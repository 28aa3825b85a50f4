/**
 * Items as rows without attribute names. Pure functions over byte arrays: no I/O, no engine.
 *
 * <p>Each table has a {@link io.itemql.store.mv.row.Dictionary}, which gives every attribute name a number, and a
 * {@link io.itemql.store.mv.row.RowCodec}, which turns items into rows and back. To write, call
 * {@code RowCodec.encode}: it hands new dictionary entries to an {@link io.itemql.store.mv.row.EntryLog} before it
 * returns the row, and before any other thread can use them. To read, move a {@link io.itemql.store.mv.row.StoredRow}
 * over key and row bytes and ask {@link io.itemql.store.mv.row.RowSlots} for values and
 * {@link io.itemql.store.mv.row.RowFilter} for the filter's answer; both work on the bytes.
 * {@link io.itemql.store.mv.row.AttributeCounts} counts rows as they come and go. To recover, apply the entries in
 * their order to a new dictionary, then rows can be read.
 *
 * <p>A row, numbers with the highest byte first:
 *
 * <ul>
 *   <li>1 byte: bits 0–4 the length of the bitmap in bytes, or 31 if there is a list instead; bits 5–6 the width of an
 *       end in bytes, less 1
 *   <li>3 bytes: the size of the item, as the service counts it
 *   <li>presence: a bitmap of attribute numbers, number n at bit n % 8 of byte n / 8; or a list, 2 bytes for the count and
 *       2 for each number, ascending
 *   <li>tags: 4 bits for each attribute that is there, the lower half of a byte first
 *   <li>ends: where each value ends, counted from the first value; not for the last, which ends with the row
 *   <li>values: bodies, in the order of the numbers
 * </ul>
 *
 * <p>Key attributes are not in the row but in the key. Number 0 is a map of all attributes that the dictionary does not
 * know, with their names.
 *
 * <p>Tags: 0 S, 1 N that is a whole long, 2 other N, 3 B, 4 false, 5 true, 6 NULL, 7 L, 8 M, 9 SS, 10 NS, 11 BS.
 * Bodies: S UTF-8; B the bytes; whole N two's complement in as few bytes as hold it; other N a varint of the scale, the
 * sign in its lowest bit, and the unscaled value likewise; false, true, NULL nothing; L, SS, NS, BS a varint count and
 * the elements; M a varint count and for each entry its name and its element. An element is a byte (tag, and length of
 * the body times 16; 15 says that a varint length follows) and its body. A name is a varint of its number in the
 * dictionary plus 1, or 0, a varint length and the text.
 */
package io.itemql.store.mv.row;
