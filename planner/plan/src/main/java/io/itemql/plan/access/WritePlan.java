package io.itemql.plan.access;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.plan.operator.Execution;
import io.itemql.plan.operator.Operator;
import java.util.List;
import java.util.Optional;

/** An access that writes items of one table. */
public non-sealed interface WritePlan extends AccessPlan {
    /**
     * Carries out the write.
     *
     * @throws ItemException with {@link ErrorCode#READ_ONLY} in a session that must not write, and whatever the store
     *     refuses; outside of a transaction, items written before the
     *     failure stay written
     */
    WriteResult run(Execution execution);

    /** The operators that give the rows to write, or the items to change; empty where the statement names the key. */
    List<Operator> inputs();

    /** What each written item gives back; empty without RETURNING. */
    Optional<Returning> returning();

    /** Whether it writes at most one item, so that it is atomic without a transaction. */
    boolean isSingle();

    /** Fails in a session that must not write. */
    static void checkWritable(Execution execution, String statement) {
        if (execution.options().readOnly()) {
            throw new ItemException(ErrorCode.READ_ONLY, statement, "the connection is read-only");
        }
    }
}
