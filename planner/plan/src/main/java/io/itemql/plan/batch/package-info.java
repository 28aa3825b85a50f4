/**
 * Expressions over many rows at once: those parts of them that are whole numbers in longs. What is anything else is told
 * apart row by row and left to {@link io.itemql.plan.expression}, which alone says what an expression means.
 */
package io.itemql.plan.batch;
