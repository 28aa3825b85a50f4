package io.itemql.sql;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.plan.ResultColumn;
import io.itemql.plan.StatementPlan;
import io.itemql.plan.StatementResult;
import io.itemql.plan.access.Estimator;
import io.itemql.plan.operator.Execution;
import java.util.List;
import java.util.Optional;

/** A statement for the driver; nothing to run here. */
record ControlPlan(Control control) implements StatementPlan {
    @Override
    public Kind kind() {
        return Kind.CONTROL;
    }

    @Override
    public List<ResultColumn> columns() {
        return List.of();
    }

    @Override
    public int parameterCount() {
        return 0;
    }

    @Override
    public StatementResult execute(Execution execution) {
        throw new ItemException(ErrorCode.INTERNAL_ERROR, control + " was given to the store instead of the driver");
    }

    @Override
    public List<String> explain(Optional<Estimator> estimator) {
        return List.of(control.name());
    }
}
