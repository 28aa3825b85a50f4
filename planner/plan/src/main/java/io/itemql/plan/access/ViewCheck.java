package io.itemql.plan.access;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.AttributePath;
import io.itemql.item.Item;
import io.itemql.item.Value;
import io.itemql.plan.expression.ArrayRow;
import io.itemql.plan.expression.Evaluation;
import io.itemql.plan.expression.Expression;
import io.itemql.store.ItemKey;
import java.util.List;
import java.util.Objects;

/**
 * What an item must meet that is written through a view: a row that the view would not show is no row of it.
 *
 * @param slots the paths of the condition's columns; the whole item is the column behind them
 */
public record ViewCheck(String view, List<AttributePath> slots, Expression condition) {
    public ViewCheck {
        Objects.requireNonNull(view, "view");
        slots = List.copyOf(slots);
        Objects.requireNonNull(condition, "condition");
    }

    /** @throws ItemException with {@link ErrorCode#VIEW_CHECK} unless the item meets the condition */
    void check(Item item, ItemKey key, Evaluation evaluation) {
        Value[] row = new Value[slots.size() + 1];
        for (int i = 0; i < slots.size(); i++) {
            row[i] = slots.get(i).resolve(item);
        }
        row[slots.size()] = item.toMap();
        if (!condition.test(ArrayRow.ofOwned(row), evaluation)) {
            throw new ItemException(ErrorCode.VIEW_CHECK, view, key);
        }
    }
}
