package io.itemql.plan.access;

import io.itemql.plan.expression.Expression;
import io.itemql.plan.operator.Execution;
import io.itemql.plan.operator.Operator;
import io.itemql.plan.operator.SessionOptions;
import io.itemql.store.Write;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * DELETE. With the whole key in the predicate it is one conditional write, otherwise items are read and each is deleted
 * if it has not changed meanwhile, see {@link GuardedWrites}.
 *
 * @param read the columns that the predicate sees; its slots name every key attribute
 * @param rows what to delete: an operator whose first columns are those of the read
 * @param predicate conditions over the columns of {@code rows}; an item that another writer changed is deleted only if
 *     it still meets them
 */
public record DeletePlan(TableRead read, Operator rows, List<Expression> predicate, Optional<Returning> returning)
        implements ChangePlan {
    public DeletePlan {
        Objects.requireNonNull(rows, "rows");
        predicate = List.copyOf(predicate);
        Objects.requireNonNull(returning, "returning");
        KeySlots.check(read);
    }

    /** The deletion of the items of a table without indexes that meet a predicate. */
    public static DeletePlan of(
            TableRead read, List<Expression> predicate, Optional<Returning> returning, SessionOptions options) {
        return of(read, predicate, returning, AccessPaths.NO_INDEXES, options);
    }

    /**
     * The deletion of the items of one table that meet a predicate.
     *
     * @param paths how the table can be reached
     */
    public static DeletePlan of(
            TableRead read,
            List<Expression> predicate,
            Optional<Returning> returning,
            AccessPaths paths,
            SessionOptions options) {
        Operator rows = paths.choose(read, predicate, Wanted.NOTHING, options).toOperator();
        return new DeletePlan(read, rows, predicate, returning);
    }

    @Override
    public WriteResult run(Execution execution) {
        WritePlan.checkWritable(execution, "DELETE");
        Optional<List<Write>> unread = unread(execution);
        if (unread.isPresent()) {
            return runUnread(unread.get(), execution);
        }
        GuardedWrites writes = new GuardedWrites(
                execution,
                read,
                predicate,
                (key, row, guard) -> new Write.Delete(read.table(), key, Optional.of(guard)),
                returning);
        return writes.run(rows);
    }

    /**
     * What an execution writes without reading before: one deletion, or none if no item can have the key.
     *
     * @return empty if it has to read
     */
    Optional<List<Write>> unread(Execution execution) {
        WritePlan.checkWritable(execution, "DELETE");
        return DirectWrite.of(rows, read, predicate, execution)
                .map(direct -> direct.key() == null
                        ? List.of()
                        : List.of(new Write.Delete(read.table(), direct.key(), Optional.of(direct.condition()))));
    }

    private WriteResult runUnread(List<Write> writes, Execution execution) {
        if (writes.isEmpty()) {
            return WriteResult.NOTHING;
        }
        Write write = writes.get(0);
        return DirectWrite.result(write, DirectWrite.write(write, returning, execution), returning, execution);
    }

    @Override
    public String describe() {
        return DirectWrite.describe("DELETE", rows, read, predicate);
    }
}
