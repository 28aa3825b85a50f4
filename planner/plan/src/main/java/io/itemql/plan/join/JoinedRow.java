package io.itemql.plan.join;

import io.itemql.item.Value;
import io.itemql.plan.expression.Row;

/** A left row and a right row side by side; a side that is not there has no item, so its columns are MISSING. */
final class JoinedRow implements Row {
    private final int leftWidth;
    private Row left;
    private Row right;

    JoinedRow(int leftWidth) {
        this.leftWidth = leftWidth;
    }

    void set(Row newLeft, Row newRight) {
        left = newLeft;
        right = newRight;
    }

    @Override
    public Value get(int column) {
        Row side = column < leftWidth ? left : right;
        if (side == null) {
            return null;
        }
        return side.get(column < leftWidth ? column : column - leftWidth);
    }
}
