package io.itemql.plan.access;

import io.itemql.condition.UpdatedItem;
import io.itemql.item.AttributePath;
import io.itemql.item.Item;
import io.itemql.item.Value;
import io.itemql.plan.expression.ArrayRow;
import io.itemql.plan.expression.ColumnReference;
import io.itemql.plan.expression.Evaluation;
import io.itemql.plan.expression.Expression;
import io.itemql.store.Write;
import io.itemql.store.WriteOutcome;
import java.util.List;
import java.util.Optional;

/**
 * RETURNING: columns computed from an item before and after its write.
 *
 * <p>The expressions read a row that has, for n slots, the slots before the write in columns 0 to n-1, the slots after
 * it in n to 2n-1, and then as maps the item before, the item after, the changed parts before and the changed parts
 * after. An image that does not exist, such as the item before an INSERT, is MISSING in all its columns. The methods of
 * this class that give column references know these numbers.
 */
public record Returning(List<AttributePath> slots, List<Expression> columns) {
    public Returning {
        slots = List.copyOf(slots);
        columns = List.copyOf(columns);
    }

    /** A slot as it was before the write. */
    public static ColumnReference slotBefore(List<AttributePath> slots, int slot) {
        return new ColumnReference(slot, slots.get(slot).toString());
    }

    /** A slot as it is after the write. */
    public static ColumnReference slotAfter(List<AttributePath> slots, int slot) {
        return new ColumnReference(slots.size() + slot, slots.get(slot).toString());
    }

    /** ALL OLD *: the item before the write. */
    public static ColumnReference itemBefore(List<AttributePath> slots) {
        return new ColumnReference(2 * slots.size(), "ALL OLD *");
    }

    /** ALL NEW *: the item after the write. */
    public static ColumnReference itemAfter(List<AttributePath> slots) {
        return new ColumnReference(2 * slots.size() + 1, "ALL NEW *");
    }

    /** MODIFIED OLD *: the changed parts as they were before the write. */
    public static ColumnReference modifiedBefore(List<AttributePath> slots) {
        return new ColumnReference(2 * slots.size() + 2, "MODIFIED OLD *");
    }

    /** MODIFIED NEW *: the changed parts as they are after the write. */
    public static ColumnReference modifiedAfter(List<AttributePath> slots) {
        return new ColumnReference(2 * slots.size() + 3, "MODIFIED NEW *");
    }

    /** The row for one write that has happened. */
    ArrayRow row(Write write, WriteOutcome outcome, Evaluation evaluation) {
        Optional<Item> before = outcome.before();
        Optional<Item> after = outcome.after();
        int n = slots.size();
        Value[] values = new Value[2 * n + 4];
        for (int i = 0; i < n; i++) {
            AttributePath slot = slots.get(i);
            values[i] = before.map(slot::resolve).orElse(null);
            values[n + i] = after.map(slot::resolve).orElse(null);
        }
        values[2 * n] = before.map(Item::toMap).orElse(null);
        values[2 * n + 1] = after.map(Item::toMap).orElse(null);
        values[2 * n + 2] = before.map(item -> changedBefore(write, item)).orElse(null);
        values[2 * n + 3] = after.map(item -> changedAfter(write, before, item)).orElse(null);
        return ArrayRow.computed(columns, ArrayRow.ofOwned(values), evaluation);
    }

    private static Value changedBefore(Write write, Item item) {
        return write instanceof Write.Change change
                ? UpdatedItem.project(item, change.update().targets()).toMap()
                : item.toMap();
    }

    private static Value changedAfter(Write write, Optional<Item> before, Item item) {
        return write instanceof Write.Change change && before.isPresent()
                ? UpdatedItem.projectAssigned(change.update(), before.get(), item)
                        .toMap()
                : item.toMap();
    }
}
