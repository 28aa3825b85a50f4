/**
 * Remembered plans: what a plan was made for ({@link io.itemql.sql.cache.PlannedStatement}), so that it is used again
 * only where it still holds.
 */
package io.itemql.sql.cache;
