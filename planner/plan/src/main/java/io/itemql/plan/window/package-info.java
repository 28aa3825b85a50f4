/** Window functions: ranks, neighbours and aggregates over the rows around a row. */
package io.itemql.plan.window;
