/**
 * What a store tells about itself: {@link io.itemql.store.system.SystemTables} gives {@link
 * io.itemql.store.system.SystemTable}s with rows of facts, which SQL shows in the schema {@code system} and management
 * tools as attributes. One mechanism for every engine, so that nothing above it knows any.
 */
package io.itemql.store.system;
