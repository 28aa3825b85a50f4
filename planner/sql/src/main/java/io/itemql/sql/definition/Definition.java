package io.itemql.sql.definition;

import io.itemql.plan.ResultColumn;
import io.itemql.plan.StatementPlan;
import io.itemql.plan.StatementResult;
import io.itemql.plan.operator.Execution;
import java.util.List;
import java.util.Objects;

/**
 * A plan that changes the catalogue.
 *
 * @param text its line in EXPLAIN
 * @param change what it does; gets the execution for its store, its cancellation and its warnings
 */
record Definition(String text, Change change) implements StatementPlan {
    /** Changes the catalogue. */
    @FunctionalInterface
    interface Change {
        void carryOut(Execution execution);
    }

    Definition {
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(change, "change");
    }

    @Override
    public Kind kind() {
        return Kind.DEFINITION;
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
        change.carryOut(execution);
        return StatementResult.ofCount(0);
    }

    @Override
    public List<String> explain() {
        return List.of(text);
    }
}
