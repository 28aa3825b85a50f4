package io.itemql.plan.access;

import io.itemql.condition.Update;
import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.AttributePath;
import io.itemql.plan.expression.Expression;
import io.itemql.plan.operator.Execution;
import io.itemql.plan.operator.Operator;
import io.itemql.plan.operator.RowCursor;
import io.itemql.plan.operator.SessionOptions;
import io.itemql.store.Write;
import io.itemql.store.WriteOutcome;
import io.itemql.table.KeySchema;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * UPDATE. Never creates an item. With the whole key in the predicate it is one conditional write where the item API's
 * language can say the assignments and the predicate; otherwise items are read, and each is written if it has not
 * changed meanwhile, see {@link GuardedWrites}. If an attribute of the key is set, the items move, see {@link MovedItems}.
 *
 * @param read the columns that predicate and assignments see; its slots name every key attribute, and the whole item is
 *     there if items move
 * @param rows what to update: an operator whose first columns are those of the read
 * @param predicate conditions over the columns of {@code rows}; an item that another writer changed is written only if
 *     it still meets them
 */
public record UpdatePlan(
        TableRead read,
        Operator rows,
        List<Expression> predicate,
        List<Assignment> assignments,
        Optional<Returning> returning)
        implements ChangePlan {
    /**
     * @throws ItemException with {@link ErrorCode#KEY_UPDATE} or {@link ErrorCode#PATH_OVERLAP}
     */
    public UpdatePlan {
        Objects.requireNonNull(rows, "rows");
        predicate = List.copyOf(predicate);
        assignments = List.copyOf(assignments);
        Objects.requireNonNull(returning, "returning");
        KeySlots.check(read);
        for (int i = 0; i < assignments.size(); i++) {
            check(read.keys(), assignments.subList(0, i), assignments.get(i));
        }
        if (moves(read, assignments) && !read.wholeItem()) {
            throw new IllegalArgumentException("items of " + read.table() + " move, but are not read whole");
        }
    }

    /**
     * Checks that an update may make a change beside others, so that this is found now, and not by the first item that
     * is written.
     *
     * @param others the changes that it makes already
     * @throws ItemException with {@link ErrorCode#KEY_UPDATE} if it would take the key away or change a part of it, or
     *     with {@link ErrorCode#PATH_OVERLAP}
     */
    public static void check(KeySchema keys, List<Assignment> others, Assignment assignment) {
        AttributePath target = assignment.target();
        if (keys.isKey(target.attribute()) && !MovedItems.sets(assignment, keys)) {
            throw new ItemException(ErrorCode.KEY_UPDATE, target.attribute());
        }
        others.forEach(other -> Update.checkApart(other.target(), target));
    }

    private static boolean moves(TableRead read, List<Assignment> assignments) {
        return assignments.stream().anyMatch(assignment -> MovedItems.sets(assignment, read.keys()));
    }

    /** Whether items get another key, so that they are deleted and put. */
    private boolean moves() {
        return moves(read, assignments);
    }

    /** The update of the items of a table without indexes that meet a predicate. */
    public static UpdatePlan of(
            TableRead read,
            List<Expression> predicate,
            List<Assignment> assignments,
            Optional<Returning> returning,
            SessionOptions options) {
        return of(read, predicate, assignments, returning, AccessPaths.NO_INDEXES, options);
    }

    /**
     * The update of the items of one table that meet a predicate.
     *
     * @param paths how the table can be reached
     */
    public static UpdatePlan of(
            TableRead read,
            List<Expression> predicate,
            List<Assignment> assignments,
            Optional<Returning> returning,
            AccessPaths paths,
            SessionOptions options) {
        TableRead whole = moves(read, assignments) ? read.withWholeItem() : read;
        Operator rows = paths.choose(whole, predicate, Wanted.NOTHING, options).toOperator();
        return new UpdatePlan(whole, rows, predicate, assignments, returning);
    }

    @Override
    public List<Operator> inputs() {
        return moves() ? List.of(rows) : ChangePlan.super.inputs();
    }

    @Override
    public boolean isSingle() {
        return !moves() && ChangePlan.super.isSingle();
    }

    @Override
    public WriteResult run(Execution execution) {
        WritePlan.checkWritable(execution, "UPDATE");
        if (moves()) {
            MovedItems moved = new MovedItems(execution, this);
            try (RowCursor cursor = rows.open(execution)) {
                return moved.run(cursor);
            }
        }
        Optional<WriteResult> result = unread(execution).flatMap(writes -> runUnread(writes, execution));
        if (result.isPresent()) {
            return result.get();
        }
        GuardedWrites writes = new GuardedWrites(
                execution,
                read,
                predicate,
                (key, row, guard) -> new Write.Change(
                        read.table(),
                        key,
                        UpdateTranslation.ofRow(assignments, read, row, execution.evaluation()),
                        Optional.of(guard)),
                returning);
        return writes.run(rows);
    }

    /**
     * What an execution writes without reading before: one item, or none if no item can have the key.
     *
     * @return empty if it has to read
     */
    Optional<List<Write>> unread(Execution execution) {
        WritePlan.checkWritable(execution, "UPDATE");
        DirectWrite direct = DirectWrite.of(rows, read, predicate, execution).orElse(null);
        if (direct == null) {
            return Optional.empty();
        }
        return UpdateTranslation.unread(assignments, read, execution.evaluation())
                .map(update -> direct.key() == null
                        ? List.of()
                        : List.of(
                                new Write.Change(read.table(), direct.key(), update, Optional.of(direct.condition()))));
    }

    /** True if the item is such that SQL computes with NULL and MISSING where the item API refuses to. */
    static boolean isOfOtherMeaning(ItemException failure) {
        return failure.code() == ErrorCode.MISSING_OPERAND || failure.code() == ErrorCode.INVALID_OPERAND_TYPE;
    }

    /** Empty if the item is such that the item API's language says something else than SQL. */
    private Optional<WriteResult> runUnread(List<Write> writes, Execution execution) {
        if (writes.isEmpty()) {
            return Optional.of(WriteResult.NOTHING);
        }
        WriteOutcome outcome = DirectWrite.write(writes.get(0), returning, execution);
        return outcome.failure().map(UpdatePlan::isOfOtherMeaning).orElse(false)
                ? Optional.empty()
                : Optional.of(DirectWrite.result(writes.get(0), outcome, returning, execution));
    }

    @Override
    public String describe() {
        String access = moves() ? "UPDATE " + read.table() : DirectWrite.describe("UPDATE", rows, read, predicate);
        return access + " | SET "
                + assignments.stream().map(Assignment::toString).collect(Collectors.joining(", "));
    }
}
