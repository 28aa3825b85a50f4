/**
 * The narrow waist: {@link io.itemql.store.ItemStore}, the data plane of DynamoDB as Java. Everything above it (plans,
 * SQL, JDBC) knows no engine, and every engine below it knows no SQL.
 *
 * <p>This package is the lower face: a {@link io.itemql.store.ReadView} opens {@link io.itemql.store.ItemCursor}s, a
 * {@link io.itemql.store.WriteBatch} carries writes with their conditions, a {@link io.itemql.store.Catalogue} tells
 * what tables there are and {@link io.itemql.store.TableStatistics} what is in them. The service's own shapes are in
 * {@link io.itemql.store.operation}.
 *
 * <p>Read {@code ItemStore}, then {@code ItemRead}, then {@code ItemCursor}.
 */
package io.itemql.store;
