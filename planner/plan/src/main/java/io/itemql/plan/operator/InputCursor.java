package io.itemql.plan.operator;

import io.itemql.item.Value;
import io.itemql.store.ItemPosition;
import java.util.Optional;

/** A cursor that moves along with the cursor of its only input. Closes it. */
public abstract class InputCursor implements RowCursor {
    protected final RowCursor input;

    protected InputCursor(RowCursor input) {
        this.input = input;
    }

    @Override
    public Value get(int column) {
        return input.get(column);
    }

    @Override
    public Optional<ItemPosition> position() {
        return input.position();
    }

    @Override
    public void close() {
        input.close();
    }
}
