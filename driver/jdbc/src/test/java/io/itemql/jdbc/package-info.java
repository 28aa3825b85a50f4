/** Tests of the driver through {@code java.sql}, on the embedded engine. */
package io.itemql.jdbc;
