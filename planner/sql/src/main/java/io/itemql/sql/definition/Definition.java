package io.itemql.sql.definition;

import io.itemql.error.ItemException;
import io.itemql.plan.ResultColumn;
import io.itemql.plan.StatementPlan;
import io.itemql.plan.StatementResult;
import io.itemql.plan.access.Estimator;
import io.itemql.plan.expression.Place;
import io.itemql.plan.operator.Execution;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A plan that changes the catalogue.
 *
 * @param text its line in EXPLAIN
 * @param place of the name that it is about
 * @param change what it does; gets the execution for its store, its cancellation and its warnings
 */
record Definition(String text, Place place, Change change) implements StatementPlan {
    /** Changes the catalogue. */
    @FunctionalInterface
    interface Change {
        void carryOut(Execution execution);
    }

    Definition {
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(place, "place");
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
        try {
            change.carryOut(execution);
        } catch (ItemException e) {
            // Only what is wrong with the statement has a place in it.
            throw e.code().sqlState().startsWith("42") ? place.in(e) : e;
        }
        return StatementResult.ofCount(0);
    }

    @Override
    public List<String> explain(Optional<Estimator> estimator) {
        return List.of(text);
    }
}
