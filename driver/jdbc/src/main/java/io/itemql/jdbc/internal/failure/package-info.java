/** How failures leave the driver: the one place that makes an {@code SQLException} of what went wrong below. */
package io.itemql.jdbc.internal.failure;
