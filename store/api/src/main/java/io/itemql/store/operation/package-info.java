/**
 * The item API's own operations over any {@link io.itemql.store.ItemStore}: get, query and scan with pages and resume
 * keys, put, update, delete the two batches and the two transactions, each with a request and a result that holds the consumed capacity.
 * They add the service's checks, limits and texts to the store's two primitives, reading through a view and writing a
 * batch.
 *
 * <p>Start with {@link io.itemql.store.operation.ItemOperations}. Source of the rules: reference for the item API,
 * sections 2, 5, 6, 8, 9 and 10.
 */
package io.itemql.store.operation;
