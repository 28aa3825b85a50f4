/**
 * Partitions: the hash ranges that the items of a table are divided into, each with its own counts and heat. Boundaries
 * lie between hashes, so that the items of one partition key are never divided.
 */
package io.itemql.store.mv.partition;
