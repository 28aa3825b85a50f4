/** Connections: {@link io.itemql.jdbc.internal.connection.ItemConnection} hands out statements and metadata. */
package io.itemql.jdbc.internal.connection;
