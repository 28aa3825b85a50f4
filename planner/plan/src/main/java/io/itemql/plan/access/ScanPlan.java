package io.itemql.plan.access;

import io.itemql.plan.expression.Expression;
import io.itemql.plan.operator.Execution;
import io.itemql.plan.operator.RowCursor;
import java.util.List;
import java.util.Objects;

/** Scan: every item of the table. Whether that may happen, the session's scan policy says when the plan is opened. */
public record ScanPlan(TableRead read) implements ReadPlan {
    public ScanPlan {
        Objects.requireNonNull(read, "read");
    }

    @Override
    public RowCursor open(Execution execution) {
        return ItemRows.scan(execution, read, List.of());
    }

    @Override
    public List<Expression> keyConditions() {
        return List.of();
    }

    @Override
    public ScanPlan withFilter(List<Expression> filter) {
        return new ScanPlan(read.withFilter(filter));
    }

    @Override
    public String describe() {
        return read.describe("SCAN", List.of());
    }
}
