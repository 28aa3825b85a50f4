/**
 * The only list of failures. Every layer throws {@link io.itemql.error.ItemException} with an
 * {@link io.itemql.error.ErrorCode}; the driver turns it into an {@code SQLException} in one place.
 */
package io.itemql.error;
