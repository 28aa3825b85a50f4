package io.itemql.plan.access;

import io.itemql.plan.expression.Expression;
import io.itemql.plan.expression.Expressions;
import io.itemql.plan.operator.Execution;
import io.itemql.plan.operator.Operator;
import io.itemql.plan.operator.RowCursor;
import io.itemql.store.Access;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * Scan: every item of the table. Whether that may happen, the session's scan policy says when the plan is opened.
 *
 * @param part which of them, where several threads read one table
 */
public record ScanPlan(TableRead read, Access.Scan part) implements ReadPlan {
    /** With fewer items than this, a thread is more trouble than help. */
    private static final long SEGMENT_ITEMS_MIN = 10_000;

    public ScanPlan {
        Objects.requireNonNull(read, "read");
        Objects.requireNonNull(part, "part");
    }

    public ScanPlan(TableRead read) {
        this(read, Access.Scan.WHOLE);
    }

    @Override
    public RowCursor open(Execution execution) {
        return ItemRows.scan(execution, read, part, List.of());
    }

    @Override
    public List<Operator> segments(int total, Execution execution) {
        boolean divisible = part.equals(Access.Scan.WHOLE)
                && read.index().isEmpty()
                && read.filter().stream().allMatch(Expressions::isOfRowAlone)
                && execution.view().itemCount(read.table()).orElse(0) / total >= SEGMENT_ITEMS_MIN;
        return divisible
                ? IntStream.range(0, total)
                        .<Operator>mapToObj(segment -> new ScanPlan(read, new Access.Scan(segment, total)))
                        .toList()
                : List.of();
    }

    @Override
    public List<Expression> keyConditions() {
        return List.of();
    }

    @Override
    public ScanPlan withFilter(List<Expression> filter) {
        return new ScanPlan(read.withFilter(filter), part);
    }

    @Override
    public String describe() {
        return read.describe("SCAN", List.of());
    }
}
