package io.itemql.plan.expression;

import io.itemql.item.Value;
import io.itemql.plan.value.DateValue;
import io.itemql.plan.value.TimeValue;
import io.itemql.plan.value.TimestampValue;

/** CURRENT_DATE, CURRENT_TIME or CURRENT_TIMESTAMP: the moment of the statement in the zone of the session. */
public record CurrentMoment(Part part) implements Leaf {
    /** Which part of the moment. */
    public enum Part {
        DATE,
        TIME,
        TIMESTAMP
    }

    @Override
    public Value evaluate(Row row, Evaluation evaluation) {
        TimestampValue now = TimestampValue.of(evaluation.moment(), evaluation.zone());
        return switch (part) {
            case DATE -> new DateValue(now.value().toLocalDate());
            case TIME -> new TimeValue(now.value().toLocalTime());
            case TIMESTAMP -> now;
        };
    }

    @Override
    public String toString() {
        return "CURRENT_" + part;
    }
}
