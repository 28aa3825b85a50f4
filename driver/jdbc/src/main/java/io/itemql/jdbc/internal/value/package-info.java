/**
 * Values between Java and items: {@link io.itemql.jdbc.internal.value.JdbcType} is the one table of column types,
 * {@link io.itemql.jdbc.internal.value.Conversions} the one table of what a column can be read as,
 * {@link io.itemql.jdbc.internal.value.ParameterValues} the one of what a parameter can be;
 * {@link io.itemql.jdbc.internal.value.Temporals} and {@link io.itemql.jdbc.internal.value.CalendarFields} hold the rules
 * of dates and times, {@link io.itemql.jdbc.internal.value.Documents} those of lists, maps and sets. CLOBs and BLOBs are
 * values in memory.
 */
package io.itemql.jdbc.internal.value;
