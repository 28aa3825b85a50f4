/**
 * Scalar expressions over rows, with the three-valued logic of SQL over values that have no declared type: a comparison
 * across types, with NULL or with MISSING is unknown, never an error. Numbers are one exact type.
 */
package io.itemql.plan.expression;
