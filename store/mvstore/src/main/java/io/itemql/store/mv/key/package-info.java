/**
 * Keys as bytes whose unsigned order is the order of the keys. Pure functions over byte arrays: no I/O, no engine.
 *
 * <p>A key is {@code hash, partition key, sort key}: four bytes of {@link io.itemql.store.mv.key.PartitionHash}, then
 * the partition key, then the sort key if the table has one. The last part is written plainly up to the end of the key;
 * a part that another one follows delimits itself. Items of one partition key are therefore neighbours, in the order of
 * their sort keys, and a split of the key space at a hash boundary never cuts through them.
 *
 * <pre>
 *   S plain       UTF-8
 *   B plain       the bytes
 *   S, B before another part: the same with 00 written as 01 01 and 01 as 01 02, then 00
 *   N             80                                 zero
 *                 81 exponent+130 pair…              positive: exponent of the first digit, then two digits a byte
 *                 7F and the complement of the rest  negative
 *                 A pair p is 2p+1 if another one follows and 2p if not, so a number delimits itself.
 * </pre>
 *
 * <p>Start with {@link io.itemql.store.mv.key.KeyCodec}: it encodes and decodes keys, and turns the ways to read a
 * table (a partition, a range of sort keys, a segment) into a {@link io.itemql.store.mv.key.KeyRange}, lower end
 * included, upper end excluded.
 */
package io.itemql.store.mv.key;
