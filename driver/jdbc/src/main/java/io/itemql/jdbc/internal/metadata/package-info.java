/**
 * What there is, as JDBC tells it: {@link io.itemql.jdbc.internal.metadata.ItemDatabaseMetaData} over the catalogue and
 * the exact columns of tables, {@link io.itemql.jdbc.internal.metadata.MetadataShape} the columns that JDBC prescribes.
 */
package io.itemql.jdbc.internal.metadata;
