package io.itemql.plan.access;

import io.itemql.error.ItemException;
import io.itemql.plan.operator.Execution;
import io.itemql.store.Write;
import io.itemql.store.WriteBatch;
import io.itemql.store.WriteOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One statement that writes at most one item, run for many sets of parameters with one call of the store, so that many
 * rows are forced to disk together. Each set has an outcome of its own: one that fails does not keep the others from being
 * written, and whatever has an outcome is as durable as if it had been run by itself. Used by one thread, once.
 */
public abstract sealed class StatementBatch permits PutBatch, ChangeBatch {
    private final List<Write> writes = new ArrayList<>();
    /** For each write, which set of parameters it belongs to. */
    private final List<Integer> owners = new ArrayList<>();

    private final List<Outcome> outcomes = new ArrayList<>();

    StatementBatch() {}

    /** A batch of a plan; empty if its executions have to be run one by one. */
    public static Optional<StatementBatch> of(WritePlan plan) {
        if (!plan.isSingle() || plan.returning().isPresent()) {
            return Optional.empty();
        }
        return Optional.of(plan instanceof PutPlan put ? new PutBatch(put) : new ChangeBatch(plan));
    }

    /**
     * Adds one set of parameters.
     *
     * @return false if it has to wait until the batch has been run
     */
    public abstract boolean add(Execution execution);

    /** The outcome of the set to which a write belongs. */
    abstract Outcome outcomeOf(Write write, WriteOutcome outcome);

    /** Notes what became of the next set of parameters. */
    final void settle(Outcome outcome) {
        outcomes.add(outcome);
    }

    /** Notes that what becomes of the next set of parameters is what becomes of a write. */
    final void settleBy(Write write) {
        owners.add(outcomes.size());
        writes.add(write);
        outcomes.add(Outcome.NOTHING);
    }

    /** How many sets of parameters were added. */
    public final int size() {
        return outcomes.size();
    }

    /**
     * Writes everything that was added.
     *
     * @param execution for its store, its counters and its cancellation
     * @return for each set of parameters, in order, what became of it
     * @throws ItemException if the store refuses the batch as a whole; none of it is acknowledged then
     */
    public final List<Outcome> run(Execution execution) {
        execution.cancellation().check();
        if (!writes.isEmpty()) {
            List<WriteOutcome> written = execution.target().write(new WriteBatch(writes, false));
            for (int i = 0; i < written.size(); i++) {
                execution.counters().add(0, 0, written.get(i).capacity());
                outcomes.set(owners.get(i), outcomeOf(writes.get(i), written.get(i)));
            }
        }
        return List.copyOf(outcomes);
    }

    /**
     * What became of one set of parameters.
     *
     * @param count how many items were written
     * @param failure why none was; {@code null} if nothing is wrong
     */
    public record Outcome(long count, ItemException failure) {
        static final Outcome NOTHING = new Outcome(0, null);
        static final Outcome WRITTEN = new Outcome(1, null);
        /** Has to be run by itself, after the others. */
        static final Outcome ALONE = new Outcome(-1, null);

        static Outcome failed(ItemException failure) {
            return new Outcome(0, failure);
        }

        /** True if nothing was done: the set has to be run by itself, after all others of this batch. */
        public boolean isAlone() {
            return count < 0;
        }
    }
}
