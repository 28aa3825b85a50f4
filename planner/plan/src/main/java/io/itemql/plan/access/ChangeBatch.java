package io.itemql.plan.access;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.plan.operator.Execution;
import io.itemql.store.ItemKey;
import io.itemql.store.Write;
import io.itemql.store.WriteOutcome;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * UPDATEs or DELETEs that name the whole key. An execution that has to read first is run by itself. No two of a batch are of
 * one item, so one that turns out to be no single write can be run behind the others as if it had been run in its turn.
 */
final class ChangeBatch extends StatementBatch {
    private final WritePlan plan;
    private final Set<ItemKey> keys = new HashSet<>();
    private boolean ended;

    /** A batch of an UPDATE or DELETE of at most one item, that gives no rows back. */
    ChangeBatch(WritePlan plan) {
        this.plan = plan;
    }

    @Override
    public boolean add(Execution execution) {
        if (ended) {
            return false;
        }
        Optional<List<Write>> unread;
        try {
            unread = plan instanceof UpdatePlan update
                    ? update.unread(execution)
                    : ((DeletePlan) plan).unread(execution);
        } catch (ItemException e) {
            settle(Outcome.failed(e));
            return true;
        }
        if (unread.isEmpty()) {
            settle(Outcome.ALONE);
            ended = true;
        } else if (unread.get().isEmpty()) {
            settle(Outcome.NOTHING);
        } else {
            Write write = unread.get().get(0);
            if (!keys.add(keyOf(write))) {
                ended = true;
                return false;
            }
            settleBy(write);
        }
        return true;
    }

    private static ItemKey keyOf(Write write) {
        return write instanceof Write.Change change ? change.key() : ((Write.Delete) write).key();
    }

    @Override
    Outcome outcomeOf(Write write, WriteOutcome outcome) {
        if (outcome.failure().isEmpty()) {
            return Outcome.WRITTEN;
        }
        if (outcome.failedWith(ErrorCode.CONDITION_FAILED)) {
            return Outcome.NOTHING;
        }
        ItemException failure = outcome.failure().get();
        return UpdatePlan.isOfOtherMeaning(failure) ? Outcome.ALONE : Outcome.failed(failure);
    }
}
