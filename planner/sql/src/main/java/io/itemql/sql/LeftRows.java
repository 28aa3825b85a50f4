package io.itemql.sql;

import io.itemql.item.Value;
import io.itemql.plan.Continuation;
import io.itemql.plan.QueryStatement;
import io.itemql.plan.operator.SessionOptions;
import java.util.List;

/** Where the rows of an execution were left, for another execution of the same statement that goes on there. Immutable. */
public final class LeftRows {
    private final QueryStatement plan;
    private final SessionOptions options;
    private final List<Value> values;
    private final Continuation place;

    LeftRows(QueryStatement plan, SessionOptions options, List<Value> values, Continuation place) {
        this.plan = plan;
        this.options = options;
        this.values = values;
        this.place = place;
    }

    /** How many rows were read. */
    public long count() {
        return place.rows();
    }

    Continuation place() {
        return place;
    }

    /** Whether they are rows of the same plan with the same values: not of an equal one, whose columns may be others. */
    @SuppressWarnings("ReferenceEquality")
    boolean areOf(Object otherPlan, SessionOptions otherOptions, List<Value> otherValues) {
        return plan == otherPlan && options.equals(otherOptions) && values.equals(otherValues);
    }
}
