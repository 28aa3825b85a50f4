package io.itemql.sql;

import io.itemql.error.ItemException;
import io.itemql.item.Value;
import io.itemql.plan.operator.InputCursor;
import io.itemql.plan.operator.RowCursor;
import java.util.Objects;
import java.util.function.UnaryOperator;

/** Rows whose failures name places in the text that the user wrote, not in the one that was planned. */
final class PlacedRows extends InputCursor {
    private final UnaryOperator<ItemException> place;

    PlacedRows(RowCursor rows, UnaryOperator<ItemException> place) {
        super(Objects.requireNonNull(rows, "rows"));
        this.place = Objects.requireNonNull(place, "place");
    }

    @Override
    public boolean next() {
        try {
            return input.next();
        } catch (ItemException e) {
            throw place.apply(e);
        }
    }

    @Override
    public Value get(int column) {
        try {
            return input.get(column);
        } catch (ItemException e) {
            throw place.apply(e);
        }
    }
}
