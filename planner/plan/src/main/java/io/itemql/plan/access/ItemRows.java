package io.itemql.plan.access;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.Value;
import io.itemql.plan.expression.And;
import io.itemql.plan.expression.Expression;
import io.itemql.plan.expression.Expressions;
import io.itemql.plan.operator.AccessCursor;
import io.itemql.plan.operator.BatchCursor;
import io.itemql.plan.operator.Execution;
import io.itemql.plan.operator.RowCursor;
import io.itemql.plan.operator.RowsCursor;
import io.itemql.plan.operator.SessionOptions.ScanPolicy;
import io.itemql.store.Access;
import io.itemql.store.ConsumedCapacity;
import io.itemql.store.ItemBatch;
import io.itemql.store.ItemCursor;
import io.itemql.store.ItemPosition;
import io.itemql.store.ItemRead;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * The rows of one or several reads of a table, one after the other and page by page. Applies what the store's filter
 * could not. Values are built once a row, however often they are read.
 */
final class ItemRows implements AccessCursor, BatchCursor {
    private final Execution execution;
    private final TableRead read;
    private final StoreFilter.Bound filter;
    private final Expression recheck;
    private final Iterator<? extends Access> accesses;
    private final boolean scans;
    /** Whether all rows come from one read of the table itself. */
    private final boolean single;

    private Optional<ItemPosition> start;
    private final Value[] values;
    private final boolean[] known;

    private ItemCursor cursor;
    private Access access;
    private long examined;
    private long scannedOfCursor;
    private ConsumedCapacity capacity = ConsumedCapacity.NONE;

    private ItemRows(
            Execution execution,
            TableRead read,
            StoreFilter.Bound filter,
            List<Expression> recheck,
            List<? extends Access> accesses) {
        this.execution = execution;
        this.read = read;
        this.filter = filter;
        this.accesses = accesses.iterator();
        this.scans = accesses.get(0) instanceof Access.Scan;
        this.recheck = recheck.isEmpty() ? null : rechecked(And.of(recheck));
        this.single = accesses.size() == 1 && read.index().isEmpty() && !(accesses.get(0) instanceof Access.Get);
        this.start = execution.takeStart();
        this.values = new Value[read.width()];
        this.known = new boolean[read.width()];
    }

    private Expression rechecked(Expression condition) {
        return scans ? Expressions.settled(condition, execution.evaluation()) : condition;
    }

    /** The rows of the accesses; without looking at the store where the filter cannot be met. */
    static RowCursor open(Execution execution, TableRead read, List<? extends Access> accesses) {
        return open(execution, read, accesses, List.of());
    }

    /**
     * The rows of the accesses.
     *
     * @param conditions what must hold besides the filter
     */
    static RowCursor open(
            Execution execution, TableRead read, List<? extends Access> accesses, List<Expression> conditions) {
        StoreFilter.Bound filter = StoreFilter.bind(read, execution.evaluation());
        if (filter.isNever() || accesses.isEmpty()) {
            return RowsCursor.empty();
        }
        List<Expression> recheck = new ArrayList<>(filter.recheck());
        recheck.addAll(conditions);
        return new ItemRows(execution, read, filter, recheck, accesses);
    }

    /**
     * The rows of a scan.
     *
     * @param conditions what must hold besides the filter
     * @throws ItemException with {@link ErrorCode#SCAN_DENIED}
     */
    static RowCursor scan(Execution execution, TableRead read, List<Expression> conditions) {
        return scan(execution, read, Access.Scan.WHOLE, conditions);
    }

    /** As {@link #scan(Execution, TableRead, List)}, of a part of the table. */
    static RowCursor scan(Execution execution, TableRead read, Access.Scan part, List<Expression> conditions) {
        StoreFilter.Bound filter = StoreFilter.bind(read, execution.evaluation());
        if (filter.isNever()) {
            return RowsCursor.empty();
        }
        ScanPolicy policy = execution.options().scan();
        switch (policy.mode()) {
            case DENY ->
                throw new ItemException(
                        ErrorCode.SCAN_DENIED,
                        read.table(),
                        policy,
                        "compare its key " + read.keys().partitionKey().name() + " by = or IN");
            case WARN ->
                execution.warn("The statement scans " + read.table() + "; compare its key "
                        + read.keys().partitionKey().name() + " by = or IN to avoid that");
            case ALLOW, LIMIT -> {}
        }
        return open(execution, read, List.of(part), conditions);
    }

    @Override
    public boolean next() {
        while (true) {
            if (cursor == null && !openFirst()) {
                return false;
            }
            Arrays.fill(known, false);
            if (cursor.next()) {
                countScanned();
                if (recheck == null || recheck.test(this, execution.evaluation())) {
                    return true;
                }
                continue;
            }
            countScanned();
            openNextPage();
        }
    }

    /** None where each row must be looked at by itself: for what the store's filter could not, or because each counts. */
    @Override
    public int batchWidth() {
        boolean oneByOne = recheck != null || execution.options().scan().mode() == ScanPolicy.Mode.LIMIT;
        return oneByOne ? -1 : read.slots().size();
    }

    @Override
    public int next(ItemBatch batch) {
        Arrays.fill(known, false);
        while (cursor != null || openFirst()) {
            int rows = cursor.next(batch);
            countScanned();
            if (rows > 0) {
                return rows;
            }
            openNextPage();
        }
        return 0;
    }

    private void openNextPage() {
        Optional<ItemPosition> resumeKey = cursor.resumeKey();
        closeCursor();
        if (resumeKey.isPresent()) {
            open(resumeKey);
        }
    }

    private boolean openFirst() {
        if (!accesses.hasNext()) {
            return false;
        }
        access = accesses.next();
        open(start);
        start = Optional.empty();
        return true;
    }

    private void open(Optional<ItemPosition> startAfter) {
        execution.cancellation().check();
        ItemRead request = ItemRead.of(read.table(), access)
                .withSlots(read.slots())
                .withConsistent(execution.options().consistentRead()
                        && read.index().filter(IndexPath::global).isEmpty())
                .withCancellation(execution.cancellation());
        if (read.index().isPresent()) {
            IndexPath path = read.index().get();
            request = request.withIndex(path.name()).withWholeItems(path.fetches());
        }
        if (filter.condition() != null) {
            request = request.withFilter(filter.condition());
        }
        long page = pageItems();
        if (page < Long.MAX_VALUE) {
            request = request.withPage(page, Long.MAX_VALUE);
        }
        if (startAfter.isPresent()) {
            request = request.withStartAfter(startAfter.get());
        }
        cursor = execution.view().open(request);
        scannedOfCursor = 0;
    }

    @Override
    public Optional<ItemPosition> position() {
        return single && cursor != null ? Optional.of(ItemPosition.of(cursor.key())) : Optional.empty();
    }

    /** A limited scan reads at most one item too many, which is how it learns that there are more. */
    private long pageItems() {
        long page = execution.options().pageSize() > 0 ? execution.options().pageSize() : Long.MAX_VALUE;
        if (access instanceof Access.Get) {
            return Long.MAX_VALUE;
        }
        if (scans && execution.options().scan().mode() == ScanPolicy.Mode.LIMIT) {
            long left =
                    execution.options().scan().itemsMax() - execution.counters().itemsScanned();
            page = Math.min(page, Math.max(1, left + 1));
        }
        return page;
    }

    private void countScanned() {
        if (!scans) {
            return;
        }
        long now = cursor.itemsExamined();
        execution.counters().addScanned(now - scannedOfCursor);
        scannedOfCursor = now;
        ScanPolicy policy = execution.options().scan();
        if (policy.mode() == ScanPolicy.Mode.LIMIT && execution.counters().itemsScanned() > policy.itemsMax()) {
            throw new ItemException(ErrorCode.SCAN_LIMIT_EXCEEDED, policy.itemsMax(), policy.itemsMax());
        }
    }

    @Override
    public Value get(int column) {
        if (!known[column]) {
            values[column] = column < read.slots().size()
                    ? cursor.value(column)
                    : cursor.item().toMap();
            known[column] = true;
        }
        return values[column];
    }

    @Override
    public long itemsExamined() {
        return cursor == null ? examined : examined + cursor.itemsExamined();
    }

    @Override
    public ConsumedCapacity capacity() {
        return cursor == null ? capacity : capacity.plus(cursor.capacity());
    }

    private void closeCursor() {
        examined += cursor.itemsExamined();
        capacity = capacity.plus(cursor.capacity());
        execution.counters().add(cursor.itemsExamined(), 1, cursor.capacity());
        cursor.close();
        cursor = null;
    }

    @Override
    public void close() {
        if (cursor != null) {
            closeCursor();
        }
    }
}
