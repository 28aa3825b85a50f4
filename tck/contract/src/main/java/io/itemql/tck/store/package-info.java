/**
 * What every {@link io.itemql.store.ItemStore} has to do, as JUnit classes for an engine's own tests to extend; a
 * {@link io.itemql.tck.store.StoreSource} gives them their stores. {@link io.itemql.tck.store.ItemStoreContract} is
 * about the interface itself, {@link io.itemql.tck.store.IndexContract} and
 * {@link io.itemql.tck.store.TransactionContract} about indexes and transactions,
 * {@link io.itemql.tck.store.ConcurrencyContract} about many threads;
 * {@link io.itemql.tck.store.ItemOperationsContract}, {@link io.itemql.tck.store.WriteOperationsContract} and their
 * like are about the item API above it, each limit on both sides. {@link io.itemql.tck.store.ModelContract} runs random
 * operations on the store and on a naive model and compares every answer. The model shares no code with an engine: it
 * keeps items in a {@code TreeMap} and has its own order, conditions, updates and sizes.
 *
 * <p>A random test that fails names its seed; {@code -Dseed=} replays it.
 */
package io.itemql.tck.store;
