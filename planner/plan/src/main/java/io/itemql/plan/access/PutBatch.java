package io.itemql.plan.access;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.plan.operator.Execution;
import io.itemql.plan.operator.RowCursor;
import io.itemql.store.Write;
import io.itemql.store.WriteBatch;
import io.itemql.store.WriteOutcome;
import java.util.ArrayList;
import java.util.List;

/**
 * One INSERT or UPSERT of a written-out item, run for many sets of parameters with one call of the store, so that many
 * rows are forced to disk together. Each set has an outcome of its own: one that fails does not keep the others from being
 * written. Used by one thread, once.
 */
public final class PutBatch {
    private final PutPlan plan;
    private final List<Write> writes = new ArrayList<>();
    /** For each write, which set of parameters it belongs to. */
    private final List<Integer> owners = new ArrayList<>();

    private final List<ItemException> failures = new ArrayList<>();
    private final List<Integer> counts = new ArrayList<>();

    /** A batch of a plan that is {@linkplain #suits suited}. */
    public PutBatch(PutPlan plan) {
        this.plan = plan;
    }

    /** True if the plan writes one item that the statement spells out, and gives no rows back. */
    public static boolean suits(PutPlan plan) {
        return plan.returning().isEmpty() && plan.isSingle();
    }

    /** Adds the row of one set of parameters. One that cannot become an item is the outcome of its set. */
    public void add(Execution execution) {
        WritePlan.checkWritable(execution, plan.overwrite() ? "UPSERT" : "INSERT");
        int owner = failures.size();
        failures.add(null);
        counts.add(0);
        try (RowCursor rows = plan.input().open(execution)) {
            while (rows.next()) {
                writes.add(plan.writeOf(rows, execution));
                owners.add(owner);
            }
        } catch (ItemException e) {
            failures.set(owner, e);
        }
    }

    /**
     * Writes everything that was added.
     *
     * @param execution for its store, its counters and its cancellation
     * @return for each set of parameters, in order, how many items it wrote or why it failed
     * @throws ItemException if the store refuses the batch as a whole; none of it is acknowledged then
     */
    public List<Outcome> run(Execution execution) {
        execution.cancellation().check();
        if (!writes.isEmpty()) {
            List<WriteOutcome> outcomes = execution.target().write(new WriteBatch(writes, false));
            for (int i = 0; i < outcomes.size(); i++) {
                WriteOutcome outcome = outcomes.get(i);
                execution.counters().add(0, 0, outcome.capacity());
                settle(owners.get(i), (Write.Put) writes.get(i), outcome);
            }
        }
        List<Outcome> results = new ArrayList<>();
        for (int i = 0; i < failures.size(); i++) {
            results.add(new Outcome(counts.get(i), failures.get(i)));
        }
        return results;
    }

    private void settle(int owner, Write.Put write, WriteOutcome outcome) {
        if (outcome.failure().isEmpty()) {
            counts.set(owner, counts.get(owner) + 1);
        } else if (failures.get(owner) == null) {
            ItemException failure = outcome.failure().get();
            failures.set(
                    owner,
                    failure.code() == ErrorCode.CONDITION_FAILED ? plan.duplicate(write.item(), failure) : failure);
        }
    }

    /**
     * What became of one set of parameters.
     *
     * @param count how many items were written
     * @param failure why not all were; {@code null} if all were
     */
    public record Outcome(long count, ItemException failure) {}
}
