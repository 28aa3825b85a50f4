/**
 * The scalar functions by name: of texts, numbers, dates, and those of the item API. What a function does is here; how
 * it is called, {@link io.itemql.plan.expression.Call} knows.
 */
package io.itemql.plan.function;
