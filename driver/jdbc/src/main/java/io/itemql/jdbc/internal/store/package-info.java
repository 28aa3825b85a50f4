/**
 * Which stores are open in this class loader, and who uses them: opened by the first connection, closed by the last.
 */
package io.itemql.jdbc.internal.store;
