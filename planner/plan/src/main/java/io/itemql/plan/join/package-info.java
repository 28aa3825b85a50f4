/**
 * Operators that combine the rows of two inputs: by equal keys, by any condition, or by opening the right side anew for
 * each row of the left.
 */
package io.itemql.plan.join;
