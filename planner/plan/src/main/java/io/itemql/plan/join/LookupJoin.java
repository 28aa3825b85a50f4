package io.itemql.plan.join;

import io.itemql.plan.expression.Expression;
import io.itemql.plan.expression.Literal;
import io.itemql.plan.operator.Execution;
import io.itemql.plan.operator.Operator;
import io.itemql.plan.operator.RowBuffer;
import io.itemql.plan.operator.RowCursor;
import java.util.List;
import java.util.Objects;

/**
 * A join on equal keys whose right side is reached by them: for each page of left rows the right side is read once, by
 * all keys of the page, and the two are put together by a hash table. The left rows keep their order.
 *
 * @param keysAtHand where the right side finds the keys of the left rows
 * @param kind any that gives no unmatched right rows
 * @param leftKeys expressions over the left columns
 * @param rightKeys as many expressions over the right columns
 * @param condition what must hold besides, over the columns of both; {@link Literal#TRUE} if nothing
 */
public record LookupJoin(
        Operator left,
        Operator right,
        LeftKeys keysAtHand,
        JoinKind kind,
        List<Expression> leftKeys,
        List<Expression> rightKeys,
        Expression condition)
        implements Join {
    static final String NAME = "LOOKUP JOIN";

    public LookupJoin {
        Objects.requireNonNull(left, "left");
        Objects.requireNonNull(right, "right");
        Objects.requireNonNull(keysAtHand, "keysAtHand");
        leftKeys = List.copyOf(leftKeys);
        rightKeys = List.copyOf(rightKeys);
        Objects.requireNonNull(condition, "condition");
        if (leftKeys.size() != rightKeys.size() || leftKeys.isEmpty()) {
            throw new IllegalArgumentException(leftKeys.size() + " and " + rightKeys.size() + " keys");
        }
        if (kind.givesUnmatchedRight()) {
            throw new IllegalArgumentException(kind + " needs all right rows at once");
        }
    }

    @Override
    public RowCursor open(Execution execution) {
        RowBuffer memory = new RowBuffer(execution, NAME);
        LookupPages pages = new LookupPages(this, memory, execution);
        return new JoinCursor(this, pages, pages, memory, execution);
    }

    @Override
    public Operator withInputs(List<Operator> inputs) {
        return new LookupJoin(inputs.get(0), inputs.get(1), keysAtHand, kind, leftKeys, rightKeys, condition);
    }

    @Override
    public String describe() {
        StringBuilder text = new StringBuilder(NAME).append(' ').append(kind);
        for (int i = 0; i < leftKeys.size(); i++) {
            text.append(i == 0 ? " ON " : " AND ")
                    .append(leftKeys.get(i))
                    .append(" = ")
                    .append(rightKeys.get(i));
        }
        return condition.equals(Literal.TRUE) ? text.toString() : text + " AND " + condition;
    }
}
