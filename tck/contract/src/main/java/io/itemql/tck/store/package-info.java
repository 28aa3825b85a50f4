/**
 * What every {@link io.itemql.store.ItemStore} has to do, as JUnit classes for an engine's own tests to extend:
 * {@link io.itemql.tck.store.ItemStoreContract} for the interface itself;
 * {@link io.itemql.tck.store.ItemOperationsContract} and {@link io.itemql.tck.store.WriteOperationsContract} for the item
 * API above it, each limit on both sides; and {@link io.itemql.tck.store.ModelContract}, which runs random operations on the
 * store and on a naive model and compares every answer. The model shares no code with an engine: it keeps items in a
 * {@code TreeMap} and has its own order, conditions, updates and sizes.
 *
 * <p>A random test that fails names its seed; {@code -Dseed=} replays it.
 */
package io.itemql.tck.store;
