package io.itemql.plan.value;

import java.time.LocalDate;
import java.util.Objects;

/** A calendar date without a zone. */
public record DateValue(LocalDate value) implements TemporalValue {
    public DateValue {
        Objects.requireNonNull(value, "value");
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
