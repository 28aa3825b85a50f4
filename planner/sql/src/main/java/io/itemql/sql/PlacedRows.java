package io.itemql.sql;

import io.itemql.error.ItemException;
import io.itemql.item.Value;
import io.itemql.plan.operator.RowCursor;
import io.itemql.store.ItemPosition;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Rows whose failures name places in the text that the user wrote, not in the one that was planned. */
final class PlacedRows implements RowCursor {
    private final RowCursor rows;
    private final UnaryOperator<ItemException> place;

    PlacedRows(RowCursor rows, UnaryOperator<ItemException> place) {
        this.rows = Objects.requireNonNull(rows, "rows");
        this.place = Objects.requireNonNull(place, "place");
    }

    @Override
    public boolean next() {
        try {
            return rows.next();
        } catch (ItemException e) {
            throw place.apply(e);
        }
    }

    @Override
    public Value get(int column) {
        try {
            return rows.get(column);
        } catch (ItemException e) {
            throw place.apply(e);
        }
    }

    @Override
    public Optional<ItemPosition> position() {
        return rows.position();
    }

    @Override
    public void close() {
        rows.close();
    }
}
