package io.itemql.plan.join;

import io.itemql.item.Value;
import io.itemql.plan.expression.ArrayRow;
import io.itemql.plan.expression.Row;
import io.itemql.plan.operator.Execution;
import io.itemql.plan.operator.RowBuffer;
import io.itemql.plan.operator.RowCursor;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;

/**
 * The left rows of a {@link LookupJoin}, page by page, and the right rows that belong to them. The first page is small, as
 * the reader may stop soon. Where the right rows of a page are many or large, or belong to one left row only, they are not
 * kept: each left row then reads its own.
 */
final class LookupPages implements RowCursor, JoinCursor.Candidates {
    private static final int FIRST_PAGE_ROWS = 16;
    private static final int PAGE_ROWS_MAX = 1_024;
    private static final int PAGE_GROWTH = 4;
    /** More right rows than this are not kept for a page. */
    private static final int RIGHT_ROWS_MAX = 16_384;

    private static final long ENTRY_BYTES = 120;
    /** Left and right rows of a page may each take this part of the memory that is left. */
    private static final int MEMORY_PART = 4;

    private final LookupJoin join;
    private final RowCursor left;
    private final RowBuffer memory;
    private final Execution execution;

    private final List<ArrayRow> rows = new ArrayList<>();
    private final List<ArrayRow> keys = new ArrayList<>();
    private int current = -1;
    private int pageRows = FIRST_PAGE_ROWS;
    private boolean ended;

    /** The right rows of the page; null where each left row reads its own. */
    private JoinKeys table = new JoinKeys();
    /** Those of the current left row where it reads its own. */
    private Matches matches;

    /** @param memory what the pages take; whoever reads them gives it back in the end */
    LookupPages(LookupJoin join, RowBuffer memory, Execution execution) {
        this.join = join;
        this.left = join.left().open(execution);
        this.memory = memory;
        this.execution = execution;
    }

    @Override
    public boolean next() {
        closeMatches();
        current++;
        return current < rows.size() || nextPage();
    }

    private boolean nextPage() {
        memory.close();
        rows.clear();
        keys.clear();
        Set<ArrayRow> known = new LinkedHashSet<>();
        long bytesLeft = execution.memory().left() / MEMORY_PART;
        while (!ended && rows.size() < pageRows && bytesLeft >= 0) {
            if (!left.next()) {
                ended = true;
                break;
            }
            ArrayRow row = memory.add(left, join.left().width());
            ArrayRow key = JoinKeys.key(join.leftKeys(), row, execution.evaluation());
            memory.reserve(key.heapBytes());
            bytesLeft -= row.heapBytes() + key.heapBytes();
            rows.add(row);
            keys.add(key);
            if (!JoinKeys.hasUnknown(key)) {
                known.add(key);
            }
        }
        pageRows = Math.min(PAGE_ROWS_MAX, pageRows * PAGE_GROWTH);
        current = 0;
        table = known.isEmpty() ? new JoinKeys() : rows.size() == 1 ? null : read(known);
        return !rows.isEmpty();
    }

    /** The right rows of some keys; null if they are too many or too large to keep. */
    private JoinKeys read(Set<ArrayRow> known) {
        JoinKeys found = new JoinKeys();
        join.keysAtHand().set(known, execution);
        RowBuffer kept = new RowBuffer(execution, LookupJoin.NAME);
        long bytesLeft = execution.memory().left() / MEMORY_PART;
        try (RowCursor right = join.right().open(execution)) {
            while (right.next()) {
                ArrayRow row = ArrayRow.copyOf(right, join.right().width());
                ArrayRow key = JoinKeys.key(join.rightKeys(), row, execution.evaluation());
                long bytes = ENTRY_BYTES + row.heapBytes() + key.heapBytes();
                bytesLeft -= bytes;
                if (found.rows().size() == RIGHT_ROWS_MAX || bytesLeft < 0) {
                    kept.close();
                    return null;
                }
                kept.reserve(bytes);
                found.add(row, key);
            }
        } catch (RuntimeException e) {
            kept.close();
            throw e;
        }
        memory.takeOver(kept);
        return found;
    }

    @Override
    public Value get(int column) {
        return rows.get(current).get(column);
    }

    @Override
    public Iterator<BuildRow> of(Row leftRow) {
        ArrayRow key = keys.get(current);
        if (table != null) {
            return table.matching(key, execution.evaluation());
        }
        if (JoinKeys.hasUnknown(key)) {
            return List.<BuildRow>of().iterator();
        }
        matches = new Matches(key);
        return matches;
    }

    @Override
    public List<BuildRow> all() {
        throw new IllegalStateException("nobody has all right rows");
    }

    private void closeMatches() {
        if (matches != null) {
            matches.right.close();
            matches = null;
        }
    }

    @Override
    public void close() {
        closeMatches();
        left.close();
    }

    /** The right rows of one left row, read one by one. */
    private final class Matches implements Iterator<BuildRow> {
        private final ArrayRow key;
        private final RowCursor right;
        private BuildRow next;

        Matches(ArrayRow key) {
            this.key = key;
            setPage();
            this.right = join.right().open(execution);
        }

        /** Another cursor may have set the page since, such as the same plan inside a sub-query. */
        private void setPage() {
            join.keysAtHand().set(List.of(key), execution);
        }

        @Override
        public boolean hasNext() {
            if (next == null && !join.keysAtHand().isSetTo(key, execution)) {
                setPage();
            }
            while (next == null && right.next()) {
                ArrayRow row = ArrayRow.copyOf(right, join.right().width());
                ArrayRow other = JoinKeys.key(join.rightKeys(), row, execution.evaluation());
                if (JoinKeys.equal(key, other, execution.evaluation())) {
                    next = new BuildRow(row);
                }
            }
            return next != null;
        }

        @Override
        public BuildRow next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            BuildRow row = next;
            next = null;
            return row;
        }
    }
}
