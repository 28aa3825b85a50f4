/**
 * Values between Java and items: {@link io.itemql.jdbc.internal.value.JdbcType} is the one table of column types,
 * {@link io.itemql.jdbc.internal.value.Conversions} the one table of what a column can be read as,
 * {@link io.itemql.jdbc.internal.value.ParameterValues} the one of what a parameter can be.
 */
package io.itemql.jdbc.internal.value;
