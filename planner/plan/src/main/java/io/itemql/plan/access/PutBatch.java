package io.itemql.plan.access;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.plan.operator.Execution;
import io.itemql.plan.operator.RowCursor;
import io.itemql.store.Write;
import io.itemql.store.WriteOutcome;

/** INSERTs or UPSERTs of a written-out item. */
final class PutBatch extends StatementBatch {
    private final PutPlan plan;

    /** A batch of a plan that writes one item which the statement spells out, and gives no rows back. */
    PutBatch(PutPlan plan) {
        this.plan = plan;
    }

    /** Adds the row of one set of parameters. One that cannot become an item is the outcome of its set. */
    @Override
    public boolean add(Execution execution) {
        WritePlan.checkWritable(execution, plan.overwrite() ? "UPSERT" : "INSERT");
        try (RowCursor rows = plan.input().open(execution)) {
            if (rows.next()) {
                settleBy(plan.writeOf(rows, execution));
            } else {
                settle(Outcome.NOTHING);
            }
        } catch (ItemException e) {
            settle(Outcome.failed(e));
        }
        return true;
    }

    @Override
    Outcome outcomeOf(Write write, WriteOutcome outcome) {
        if (outcome.failure().isEmpty()) {
            return Outcome.WRITTEN;
        }
        ItemException failure = outcome.failure().get();
        return Outcome.failed(
                failure.code() == ErrorCode.CONDITION_FAILED
                        ? plan.duplicate(((Write.Put) write).item(), failure)
                        : failure);
    }
}
