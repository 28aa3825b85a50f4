/**
 * The item API's condition and update language as Java values: {@link io.itemql.condition.Condition} for condition and
 * filter expressions, {@link io.itemql.condition.Update} for update expressions. Two-valued logic: every condition is
 * true or false, and a comparison with a missing attribute or across types is false ({@code <>}: true).
 *
 * <p>Source: reference for the item API, sections 5.2 and 5.4; reference for PartiQL, section 5.1 for the truth tables.
 */
package io.itemql.condition;
