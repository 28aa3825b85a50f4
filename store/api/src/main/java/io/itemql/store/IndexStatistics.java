package io.itemql.store;

/**
 * What is in an index now.
 *
 * @param entryCount how many items have an entry
 * @param entryBytes the sizes of the entries added up: of the projected attributes, as the service counts them
 */
public record IndexStatistics(String name, long entryCount, long entryBytes) {}
