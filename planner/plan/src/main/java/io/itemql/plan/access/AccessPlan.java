package io.itemql.plan.access;

/** A leaf of a plan: one way to read or to write items of one table. Immutable. */
public sealed interface AccessPlan permits ReadPlan, WritePlan {
    /** The table. */
    String table();

    /** The line of EXPLAIN, such as {@code QUERY orders [customer = ?1]}. */
    String describe();
}
