/**
 * The driver as users see it: {@link io.itemql.jdbc.ItemQlDriver}, which {@code DriverManager} finds by itself,
 * {@link io.itemql.jdbc.ItemQlDataSource}, and {@link io.itemql.jdbc.ConnectionOption}, the table of options.
 *
 * <p>Everything else they use through {@code java.sql}; what lies beyond it is in {@link io.itemql.jdbc.extension}.
 */
package io.itemql.jdbc;
