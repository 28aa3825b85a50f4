/** What ItemQL's objects offer beyond {@code java.sql}; reached through {@code unwrap}. */
package io.itemql.jdbc.extension;
