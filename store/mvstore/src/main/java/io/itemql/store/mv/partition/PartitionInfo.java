package io.itemql.store.mv.partition;

/**
 * What can be seen of a partition.
 *
 * @param from the first hash of its range, from 0
 * @param to the first hash behind it, up to 2³²
 * @param items how many items it holds
 * @param itemBytes their sizes added up, as the service counts them
 * @param reads items read by key or partition key since the store was opened
 * @param writes items written since then
 */
public record PartitionInfo(long from, long to, long items, long itemBytes, long reads, long writes) {}
