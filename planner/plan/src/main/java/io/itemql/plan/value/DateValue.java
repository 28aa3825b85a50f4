package io.itemql.plan.value;

import io.itemql.item.AttributeValue;
import java.time.LocalDate;

/** A calendar date without a zone, of {@link Years}; another one is a {@link java.time.DateTimeException}. */
public record DateValue(LocalDate value, AttributeValue stored) implements TemporalValue {
    public DateValue {
        Years.checked(value);
    }

    /** A computed one. */
    public DateValue(LocalDate value) {
        this(value, null);
    }

    @Override
    public DateValue readFrom(AttributeValue attribute) {
        return new DateValue(value, attribute);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DateValue that && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
